/**
 * What an import of existing FTP accounts costs, as a multiple of a bare INSERT of the same rows, and how long somebody
 * who signs in waits meanwhile, as a multiple of an import of none:
 * `node --conditions=source -r @swc-node/register bench/ftp-import.ts [ROWS] [ROUNDS]`.
 */
// First, as it loads what the decorators of the others need.
import { measureRounds } from './ftp-accounts/measure-rounds';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { importAccounts } from '../subgraphs/hosting/src/ftp-import/import-accounts';

const ROWS = Number(process.argv[2] ?? 200_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const ACCOUNTS_PER_SITE = 5;
const PASSWORD_HASH = `$6$salt$${'a'.repeat(86)}`;
const SIGN_IN_PAUSE_MS = 20;

const main = (): Promise<void> =>
  measureRounds(
    {
      head: [
        `${ROWS} rows; baseline: INSERT … SELECT, and sign-ins beside nothing`,
        'round   INSERT s   import s   ratio   sign-in ms, 99 of 100   beside   ratio',
      ],
      count: ROUNDS,
      poolSize: 3,
      settings: {},
    },
    measure,
  );

async function measure(database: DataSource, round: number): Promise<number> {
  await clear(database);
  const alone = await signIns(database, sleep(5_000));
  const importing = importAccounts(database, Readable.from(rows()));
  const startedAt = performance.now();
  const beside = await signIns(database, importing);
  const imported = (performance.now() - startedAt) / 1000;
  const { accounts } = await importing;
  if (accounts !== ROWS) throw new Error(`${accounts} accounts were stored`);
  const bare = await bareInsert(database);
  const ratio = imported / bare;
  const waited = beside / alone;
  console.log(
    `${round}   ${bare.toFixed(1)}   ${imported.toFixed(1)}   ${ratio.toFixed(2)}   ` +
      `${alone.toFixed(1)}   ${beside.toFixed(1)}   ${waited.toFixed(2)}`,
  );
  return ratio;
}

/** One account, which signs in again and again. */
async function clear(database: DataSource): Promise<void> {
  await database.query('TRUNCATE hosting.ftp_account, hosting.legacy_site');
  await database.query(
    `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
     VALUES ('lsi_known', 'org_1', 'PERSO_CH', 'known.perso.ch', now())`,
  );
  await database.query(
    `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
       is_read_only, is_enabled, quota_bytes, created_at)
     VALUES ('ftp_known', 'org_1', 'lsi_known', '', 'known', '/', false, true, 1, now())`,
  );
}

function* rows(): Generator<string> {
  yield 'organization_id,host_name,username,quota_bytes,password_hash,owner_email,created_at\n';
  for (let i = 0; i < ROWS; i++) {
    const site = Math.floor(i / ACCOUNTS_PER_SITE);
    yield `org_1,site${site}.perso.ch,account${i},1000,${PASSWORD_HASH},owner${i}@example.test,2009-03-02T00:00:00Z\n`;
  }
}

/** Signs in until something has ended. @returns milliseconds that 99 of 100 wait at most */
async function signIns(database: DataSource, end: Promise<unknown>): Promise<number> {
  const waits: number[] = [];
  const isOver = end.then(() => true);
  while (!(await Promise.race([isOver, sleep(SIGN_IN_PAUSE_MS, false)]))) {
    const startedAt = performance.now();
    await database.query(`SELECT hosting.record_ftp_login('known')`);
    waits.push(performance.now() - startedAt);
  }
  waits.sort((a, b) => a - b);
  return waits[Math.floor(waits.length * 0.99)] ?? 0;
}

/** The same rows into the same tables, without reading or comparing any. @returns seconds */
async function bareInsert(database: DataSource): Promise<number> {
  const runner = database.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('CREATE TEMPORARY TABLE site AS TABLE hosting.legacy_site');
    await runner.query(
      `CREATE TEMPORARY TABLE account AS SELECT id, organization_id, legacy_site_id, prefix, local_part, home_directory,
         is_read_only, is_enabled, quota_bytes, password_hash, owner_email, created_at FROM hosting.ftp_account`,
    );
    await runner.query('TRUNCATE hosting.ftp_account, hosting.legacy_site');
    const startedAt = performance.now();
    await runner.query('INSERT INTO hosting.legacy_site SELECT * FROM site');
    await runner.query(
      `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
         is_read_only, is_enabled, quota_bytes, password_hash, owner_email, created_at) SELECT * FROM account`,
    );
    const seconds = (performance.now() - startedAt) / 1000;
    await runner.query('DROP TABLE site, account; RESET statement_timeout');
    return seconds;
  } finally {
    await runner.release();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
