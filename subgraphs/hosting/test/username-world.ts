import { randomUUID } from 'node:crypto';
import { type JobDefinition, type JobRun, Settings } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import pino from 'pino';
import { APPLY_BATCH, ROLL_BACK_BATCH } from '../src/username-migration/username-change.sql';
import { migrateUsernames } from '../src/username-migration/username-migration.job';

export const PLATFORMS = ['PERSO_CH', 'USERS_CH', 'GENEVA_LINK_CH'] as const;
const DOMAINS = ['perso.ch', 'users.ch', 'geneva-link.ch'] as const;

export interface GivenAccount {
  readonly prefix: '' | 'persoch_';
  readonly localPart: string;
  /** Index of `PLATFORMS`. */
  readonly platform: number;
}

/** Puts exactly these accounts into the tables, as far as these take them. @returns how many they took */
export async function setAccounts(database: DataSource, accounts: readonly GivenAccount[]): Promise<number> {
  await database.query(
    'TRUNCATE hosting.username_change, hosting.username_migration, hosting.former_username_use, hosting.ftp_account',
  );
  await database.query('DELETE FROM hosting.legacy_site');
  await database.query(
    `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
     SELECT 'lsi_' || i, 'org_' || i, platform, 'site.' || domain, now()
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS site (platform, domain, i)`,
    [PLATFORMS, DOMAINS],
  );
  let taken = 0;
  for (const [i, { prefix, localPart, platform }] of accounts.entries()) {
    try {
      const rows: unknown[] = await database.query(
        `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
           is_read_only, is_enabled, quota_bytes, created_at)
         VALUES ($1, $2, $3, $4, $5, '/', false, true, 1, '2009-03-02') ON CONFLICT DO NOTHING RETURNING id`,
        [`ftp_${(i * 7919) % 1000}_${i}`, `org_${platform + 1}`, `lsi_${platform + 1}`, prefix, localPart],
      );
      taken += rows.length;
    } catch {
      // A name that the table refuses: it cannot come into any migration.
    }
  }
  return taken;
}

/** Every byte of the table. */
export const dump = async (database: DataSource): Promise<string> =>
  (
    await database.query<{ row: string }[]>(
      'SELECT account::text AS row FROM hosting.ftp_account AS account ORDER BY id',
    )
  )
    .map(({ row }) => row)
    .join('\n');

/** Plans a migration of all platforms, as the mutation does, but for whoever may. */
export async function planAll(database: DataSource): Promise<string> {
  const id = `fum_${randomUUID()}`;
  await database.query(
    `INSERT INTO hosting.username_migration (id, organization_id, platforms, started_by_kind, started_by_id,
       idempotency_key, input_digest)
     VALUES ($1, 'org_0', $2, 'PERSON', 'usr_0', $1, sha256(''))`,
    [id, PLATFORMS],
  );
  await work(database, id);
  return id;
}

export const setStatus = (database: DataSource, id: string, status: string): Promise<unknown> =>
  database.query('UPDATE hosting.username_migration SET status = $2 WHERE id = $1', [id, status]);

/**
 * Applies a batch or rolls one back, as the job does, unless the mutation would refuse to begin, and then stops. The
 * job's own batches are larger than a test's tables.
 */
export async function changeBatch(
  database: DataSource,
  id: string,
  what: 'apply' | 'rollBack',
  size: number,
): Promise<void> {
  const [migration] = await database.query<{ status: string; applied_through: string }[]>(
    'SELECT status, applied_through FROM hosting.username_migration WHERE id = $1',
    [id],
  );
  const { status = '', applied_through: through = '' } = migration ?? {};
  const mayBegin = what === 'apply' ? ['PLANNED', 'STOPPED'] : ['APPLIED', 'STOPPED'];
  if (!mayBegin.includes(status)) return;
  await database.query(what === 'apply' ? APPLY_BATCH : ROLL_BACK_BATCH, [id, through, size]);
  await database.query(
    `UPDATE hosting.username_migration SET status = 'STOPPED' WHERE id = $1 AND status IN ('APPLYING', 'ROLLING_BACK')`,
    [id],
  );
}

/** Does what the queue would have a worker do. */
export const work = (database: DataSource, id: string): Promise<string[]> =>
  workOn(migrateUsernames, database, id);

/** @returns what the job put into the queue */
export async function workOn(
  job: JobDefinition,
  database: DataSource,
  id: string,
  settings = new Settings(),
): Promise<string[]> {
  const enqueued: string[] = [];
  const run: JobRun = {
    database,
    jobs: {
      enqueue: (_transaction, _job, next) => {
        enqueued.push(next);
        return Promise.resolve();
      },
    },
    settings,
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
  };
  await job.work(run, id);
  return enqueued;
}

/** Logins that more than one account has: by its username, or by a former one that is accepted or can come back. */
export const sharedLogins = (database: DataSource): Promise<unknown[]> =>
  database.query(
    `SELECT login FROM (
       SELECT lower(username) AS login, id FROM hosting.ftp_account
       UNION SELECT lower(username), account_id FROM hosting.former_ftp_username
     ) AS all_logins GROUP BY login HAVING count(DISTINCT id) > 1`,
  );
