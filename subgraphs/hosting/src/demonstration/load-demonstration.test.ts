import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { hostingSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';
import { DEMO_ACCOUNTS, DEMO_SITES } from './records';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
});

afterAll(() => subgraph.stop());

it('adds its records once and leaves what has been changed since', async () => {
  const { database } = subgraph;
  await loadDemonstration(database);
  await database.query(`UPDATE hosting.ftp_account SET prefix = 'persoch_' WHERE local_part = 'infomaniak'`);
  await loadDemonstration(database);
  const counts: unknown = await database.query(
    `SELECT (SELECT count(*)::int FROM hosting.legacy_site) AS sites,
            count(*)::int AS accounts, count(*) FILTER (WHERE username = 'persoch_infomaniak')::int AS changed
     FROM hosting.ftp_account`,
  );
  expect(counts).toEqual([{ sites: DEMO_SITES.length, accounts: DEMO_ACCOUNTS.length, changed: 1 }]);
});
