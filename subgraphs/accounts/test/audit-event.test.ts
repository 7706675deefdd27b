import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKeyMutations,
  legalResponsible,
  limitedTo,
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

interface Events {
  readonly organization: {
    auditEvents: { nodes: Record<string, string>[]; pageInfo: { endCursor: string } };
  };
}
const trail = (args: string) =>
  subgraph.ask<Events>(
    administrator,
    `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { auditEvents(${args}) {
      nodes { id action actorKind actorId user { name } targetType targetId requestId } pageInfo { endCursor }
    } } }`,
  );

it('tells who did what, the latest first, page by page', async () => {
  const made = (await create(administrator, wish)).outcome!.apiKey!;
  const key: Principal = { ...administrator, kind: 'API_KEY', id: made.id };
  const next = (await roll(key, { id: made.id, graceDays: 0 })).outcome!.apiKey!;
  await revoke(legalResponsible, { id: next.id });
  const first = (await trail('first: 1')).data!.organization.auditEvents;
  expect(first.nodes).toMatchObject([
    {
      action: 'REVOKE_API_KEY',
      actorKind: 'PERSON',
      actorId: legalResponsible.id,
      user: { name: DEMO_PEOPLE.legalResponsible.name },
      targetType: 'API_KEY',
      targetId: next.id,
    },
  ]);
  const rest = (await trail(`first: 10, after: "${first.pageInfo.endCursor}"`)).data!.organization
    .auditEvents;
  const told = rest.nodes.map(({ action, actorKind, targetId }) => `${action} ${actorKind} ${targetId}`);
  expect(told.at(-1)).toBe(`CREATE_API_KEY PERSON ${made.id}`);
  expect(new Set(told.slice(0, 2))).toEqual(
    new Set([`ROLL_API_KEY API_KEY ${made.id}`, `CREATE_API_KEY API_KEY ${next.id}`]),
  );
  expect(rest.nodes[0]!['requestId']).toBe(rest.nodes[1]!['requestId']);
});

it('tells nothing of what was refused', async () => {
  await create(stranger, wish);
  await create(limitedTo(administrator, 'api-keys:write'), wish);
  expect(await rows('SELECT FROM accounts.audit_event')).toEqual([]);
});

// The second constraint lets the old key be ended, and fails at its successor.
it.each([
  ['accounts.audit_event', 'false', ['create', 'roll', 'revoke']],
  ['accounts.api_key', 'expires_at IS NOT NULL', ['create', 'roll']],
] as const)(
  'writes the deed and its audit event together or not at all (%s)',
  async (table, check, mutations) => {
    const { outcome } = await create(administrator, wish);
    const input = { id: outcome!.apiKey!.id };
    const written = () =>
      Promise.all([rows('SELECT * FROM accounts.api_key'), rows('SELECT * FROM accounts.audit_event')]);
    const before = await written();
    await rows(`ALTER TABLE ${table} ADD CONSTRAINT fault CHECK (${check}) NOT VALID`);
    try {
      const faults = {
        create: () => create(administrator, wish),
        roll: () => roll(administrator, { ...input, graceDays: 0 }),
        revoke: () => revoke(administrator, input),
      };
      for (const mutation of mutations) {
        expect(codes((await faults[mutation]()).answer)).toEqual(['INTERNAL_SERVER_ERROR']);
      }
    } finally {
      await rows(`ALTER TABLE ${table} DROP CONSTRAINT fault`);
    }
    expect(await written()).toEqual(before);
  },
);
