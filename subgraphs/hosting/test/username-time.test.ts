import { setTimeout as sleep } from 'node:timers/promises';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { hostingSubgraph } from '../src/subgraph';
import { planAll, setAccounts, setStatus, work } from './username-world';

let subgraph: TestSubgraph;
/** With less time for a statement than a slow one takes below. */
let hurried: DataSource;
beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
  const { options } = subgraph.database;
  const extra = options.extra as object;
  hurried = new DataSource({ ...options, extra: { ...extra, statement_timeout: 200 } });
  await hurried.initialize();
}, 60_000);
afterAll(async () => {
  await hurried.destroy();
  await subgraph.stop();
});

it('may take longer for a batch than a statement may that somebody waits for', async () => {
  await setAccounts(subgraph.database, [{ prefix: '', localPart: 'slow', platform: 0 }]);
  const id = await planAll(subgraph.database);
  await setStatus(subgraph.database, id, 'APPLYING');
  const other = new Client({ connectionString: subgraph.config.databaseUrl });
  await other.connect();
  await other.query('BEGIN');
  await other.query('SELECT FROM hosting.ftp_account FOR UPDATE');
  const working = work(hurried, id);
  await sleep(1_000);
  await other.query('COMMIT');
  await other.end();
  await working;
  expect(await subgraph.database.query('SELECT username FROM hosting.ftp_account')).toEqual([
    { username: 'persoch_slow' },
  ]);
});
