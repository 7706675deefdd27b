/**
 * What planning and applying new usernames for all accounts costs, as a multiple of a bare `UPDATE … FROM` of the same
 * rows: `node --conditions=source -r @swc-node/register bench/ftp-migration.ts [ACCOUNTS] [ROUNDS]`.
 */
// First, as it loads what the decorators of the others need.
import { measureRounds } from './ftp-accounts/measure-rounds';
import { type JobRun, Settings } from '@hostgraph/subgraph-kit';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { migrateUsernames } from '../subgraphs/hosting/src/username-migration/username-migration.job';
import {
  IN_PLATFORMS,
  PLAN_IS_OUTDATED,
} from '../subgraphs/hosting/src/username-migration/username-plan.sql';

const ACCOUNTS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const PASSWORD_HASH = `$6$salt$${'a'.repeat(86)}`;
const PLATFORMS = ['PERSO_CH', 'USERS_CH', 'GENEVA_LINK_CH'];
const QUARTERS = [0.25, 0.5, 0.75, 1];
const SETTINGS = { synchronous_commit: 'off', shared_buffers: '2GB', max_wal_size: '16GB' };

const main = (): Promise<void> =>
  measureRounds(
    {
      head: [
        `${ACCOUNTS} accounts; baseline: UPDATE … FROM`,
        'round   UPDATE s   plan s   check s   apply s   ratio   MB at 25 / 50 / 75 / 100 %',
      ],
      count: ROUNDS,
      poolSize: 2,
      settings: SETTINGS,
    },
    measure,
  );

async function measure(database: DataSource, round: number): Promise<number> {
  await fill(database);
  const bare = await seconds(() => bareUpdate(database));
  await fill(database);
  const id = `fum_${round}`;
  await database.query(
    `INSERT INTO hosting.username_migration (id, organization_id, platforms, started_by_kind, started_by_id,
       idempotency_key, input_digest) VALUES ($1, 'org', $2, 'PERSON', 'usr', $1, sha256(''))`,
    [id, PLATFORMS],
  );
  const memory: number[] = [];
  const plan = await seconds(() => work(database, id, memory));
  const check = await seconds(() => checkPlan(database, id));
  await database.query(`UPDATE hosting.username_migration SET status = 'APPLYING' WHERE id = $1`, [id]);
  const apply = await seconds(() => work(database, id, memory));
  await expectAllRenamed(database);
  const ratio = (plan + check + apply) / bare;
  const cells = [bare, plan, check, apply, ratio].map((cell) => cell.toFixed(2).padStart(9));
  const megabytes = QUARTERS.map((share) => memory[Math.ceil(memory.length * share) - 1]);
  console.log(`${String(round).padStart(5)}${cells.join('')}   ${megabytes.join(' / ')}`);
  return ratio;
}

/** Accounts as they were before, and a table of what the bare statement sets, both as if they had long been there. */
async function fill(database: DataSource): Promise<void> {
  const connection = database.createQueryRunner();
  await connection.query('SET statement_timeout = 0');
  await connection.query(
    `TRUNCATE hosting.former_username_use, hosting.username_change, hosting.username_migration, hosting.ftp_account`,
  );
  await connection.query('DELETE FROM hosting.legacy_site');
  await connection.query('DROP TABLE IF EXISTS renamed');
  await connection.query(
    `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
     SELECT 'lsi_' || i, 'org', ($2::text[])[1 + i % 3],
       'site' || i || '.' || (ARRAY['perso.ch', 'users.ch', 'geneva-link.ch'])[1 + i % 3], now()
     FROM generate_series(0, $1 / 4) AS i`,
    [ACCOUNTS, PLATFORMS],
  );
  await connection.query(
    `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, password_hash,
       home_directory, is_read_only, is_enabled, quota_bytes, created_at)
     SELECT 'ftp_' || md5(i::text), 'org', 'lsi_' || i / 4, '', 'user' || i, $2, '/', false,
       true, 5000000000, now()
     FROM generate_series(1, $1) AS i`,
    [ACCOUNTS, PASSWORD_HASH],
  );
  await connection.query('CREATE TABLE renamed AS SELECT id, local_part FROM hosting.ftp_account');
  await connection.query('ALTER TABLE renamed ADD PRIMARY KEY (id)');
  await connection.query('VACUUM (ANALYZE) hosting.ftp_account, hosting.legacy_site, renamed');
  await connection.query('CHECKPOINT');
  await connection.release();
}

async function bareUpdate(database: DataSource): Promise<void> {
  const connection = database.createQueryRunner();
  await connection.query('SET statement_timeout = 0');
  await connection.query(
    `UPDATE hosting.ftp_account AS account SET prefix = 'persoch_', local_part = renamed.local_part
     FROM renamed WHERE renamed.id = account.id`,
  );
  await connection.release();
}

/** Does what the queue would have workers do, until nothing is left. */
async function work(database: DataSource, id: string, memory: number[]): Promise<void> {
  let isLeft = true;
  const measured: Pick<DataSource, 'transaction'> = {
    transaction: async (run: never) => {
      memory.push(Math.round(process.memoryUsage().rss / 2 ** 20));
      return database.transaction(run);
    },
  };
  const run: JobRun = {
    database: measured as DataSource,
    jobs: {
      enqueue: (_transaction, job) => {
        isLeft = job === migrateUsernames;
        return Promise.resolve();
      },
    },
    settings: new Settings(),
    log: pino({ level: 'silent' }),
    signal: new AbortController().signal,
  };
  while (isLeft) {
    isLeft = false;
    await migrateUsernames.work(run, id);
  }
}

/** What is checked before a plan is applied. */
async function checkPlan(database: DataSource, id: string): Promise<void> {
  const [row]: { outdated: boolean }[] = await database.query(
    PLAN_IS_OUTDATED.replace('__SCOPE__', IN_PLATFORMS),
    [id, '', PLATFORMS],
  );
  if (row?.outdated !== false) throw new Error('The plan is outdated, though nothing has changed');
}

async function expectAllRenamed(database: DataSource): Promise<void> {
  const [row]: { count: number }[] = await database.query(
    `SELECT count(*)::integer AS count FROM hosting.ftp_account WHERE prefix = 'persoch_'`,
  );
  if (row?.count !== ACCOUNTS) throw new Error(`${row?.count} of ${ACCOUNTS} accounts have a new username`);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

void main();
