import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import type { DataSource, EntityManager } from 'typeorm';
import { hostingSubgraph } from '../src/subgraph';
import { dump, planAll, setAccounts, setStatus, sharedLogins, work } from './username-world';

const ACCOUNTS = 12_000;
/** What one batch has (`BATCH_ACCOUNTS`). */
const BATCH = 5_000;

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
  await setAccounts(subgraph.database, []);
  await subgraph.database.query(
    `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
       is_read_only, is_enabled, quota_bytes, created_at)
     SELECT 'ftp_' || lpad(i::text, 6, '0'), 'org_1', 'lsi_1', '', 'User' || i, '/', false, true, 1, '2009-03-02'
     FROM generate_series(1, $1) AS i`,
    [ACCOUNTS],
  );
});

afterAll(() => subgraph.stop());

/** The database, whose server drops the connection just before the commit of a batch, as when a process is killed. */
function dyingAtBatch(database: DataSource, fatal: number): DataSource {
  let batch = 0;
  const transaction = (run: (manager: EntityManager) => Promise<unknown>) =>
    database.transaction(async (manager) => {
      const result = await run(manager);
      if (++batch === fatal) await manager.query('SELECT pg_terminate_backend(pg_backend_pid())');
      return result;
    });
  return { query: database.query.bind(database), transaction } as unknown as DataSource;
}

async function progress() {
  const [row]: { status: string; applied_count: number; renamed: number }[] = await subgraph.database.query(
    `SELECT status, applied_count, (SELECT count(*)::int FROM hosting.ftp_account WHERE prefix = 'persoch_') AS renamed
     FROM hosting.username_migration`,
  );
  return row;
}

it('goes on where it stopped, forwards and back, and nobody shares a login meanwhile', async () => {
  const { database } = subgraph;
  const before = await dump(database);
  const id = await planAll(database);
  await database.query(
    `UPDATE hosting.username_migration SET status = 'APPLYING', accepts_former_usernames = true WHERE id = $1`,
    [id],
  );
  await expect(work(dyingAtBatch(database, 2), id)).rejects.toThrow();
  expect(await progress()).toEqual({ status: 'APPLYING', applied_count: BATCH, renamed: BATCH });
  expect(await sharedLogins(database)).toEqual([]);

  await work(database, id);
  expect(await progress()).toEqual({ status: 'APPLIED', applied_count: ACCOUNTS, renamed: ACCOUNTS });

  await setStatus(database, id, 'ROLLING_BACK');
  await expect(work(dyingAtBatch(database, 2), id)).rejects.toThrow();
  expect(await progress()).toEqual({
    status: 'ROLLING_BACK',
    applied_count: ACCOUNTS - BATCH,
    renamed: ACCOUNTS - BATCH,
  });
  expect(await sharedLogins(database)).toEqual([]);

  await work(database, id);
  expect(await progress()).toEqual({ status: 'ROLLED_BACK', applied_count: 0, renamed: 0 });
  expect(await dump(database)).toBe(before);
});

it('finds a login by an index, be it the present username or a former one', async () => {
  const { database } = subgraph;
  await database.query('ANALYZE hosting.ftp_account, hosting.username_change');
  const plan: { 'QUERY PLAN': string }[] = await database.query(
    `EXPLAIN SELECT * FROM hosting.ftp_login
     WHERE lower_username = lower('User7') AND username = 'User7' AND allowed_networks = '{}'`,
  );
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toContain('ftp_account_username');
  expect(text).toContain('username_change_former');
  expect(text).not.toMatch(/Seq Scan on (ftp_account|username_change) /);
});

it('leaves all or none of what is applied at one moment', async () => {
  const { database } = subgraph;
  const before = await dump(database);
  await database.query(
    'TRUNCATE hosting.username_change, hosting.username_migration, hosting.former_username_use',
  );
  const id = await planAll(database);
  await database.query(
    `UPDATE hosting.username_migration SET status = 'APPLYING', is_atomic = true WHERE id = $1`,
    [id],
  );
  await expect(work(dyingAtBatch(database, 1), id)).rejects.toThrow();
  expect(await dump(database)).toBe(before);
  await work(database, id);
  expect(await progress()).toEqual({ status: 'APPLIED', applied_count: ACCOUNTS, renamed: ACCOUNTS });
});
