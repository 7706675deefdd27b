import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKeyMutations,
  collaborator,
  legalResponsible,
  startAccounts,
  stranger,
  wish,
} from './accounts';

let subgraph: TestSubgraph;

const { create, roll, revoke } = apiKeyMutations(() => subgraph);
const rows = <Row>(sql: string): Promise<Row[]> => subgraph.database.query<Row[]>(sql);

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

afterEach(() => subgraph.database.query('TRUNCATE accounts.api_key, accounts.audit_event'));

it('revokes for good; a second time changes nothing', async () => {
  const { outcome } = await create(administrator, wish);
  const { id } = outcome!.apiKey!;
  const once = (await revoke(legalResponsible, { id })).outcome!;
  const twice = (await revoke(administrator, { id })).outcome!;
  expect(Date.parse(once.apiKey!.revokedAt!)).not.toBeNaN();
  expect(twice).toEqual(once);
  const rolled = await roll(administrator, { id, graceDays: 0 });
  expect(rolled.outcome!.userErrors).toEqual([{ code: 'API_KEY_NOT_LIVE', path: ['input', 'id'] }]);
});

describe('a foreign key', () => {
  it.each([
    ['a stranger', stranger],
    ['a collaborator', collaborator],
  ])('is not there for %s', async (_name, caller) => {
    const { outcome } = await create(administrator, wish);
    const { id } = outcome!.apiKey!;
    expect(codes((await revoke(caller, { id })).answer)).toEqual(['NOT_FOUND']);
    expect(codes((await roll(caller, { id, graceDays: 0 })).answer)).toEqual(['NOT_FOUND']);
    expect(await rows('SELECT FROM accounts.api_key WHERE revoked_at IS NULL')).toHaveLength(1);
  });

  it.each(['none', 'key\u0000', "' OR true --", 'x'.repeat(100)])('is not there as %.20j', async (id) => {
    expect(codes((await revoke(administrator, { id })).answer)).toEqual(['NOT_FOUND']);
  });
});
