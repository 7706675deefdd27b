import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import { startMail } from './mail-world';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startMail();
});

afterAll(() => subgraph.stop());

it('has entities that say what the migrations do', async () => {
  const { upQueries } = await subgraph.database.driver.createSchemaBuilder().log();
  const differences = upQueries.map(({ query }) => query);
  // Entities name others by id only; that these exist is the migrations' business alone.
  expect(differences.filter((query) => !/DROP CONSTRAINT "\w+_fkey"$/.test(query))).toEqual([]);
});
