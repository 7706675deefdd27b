import { EXAMPLE_ORGANIZATION, OTHER_MAIL_SERVICE } from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../support/running-stack';

/** So little comes back in a second that it does not matter while a test runs. */
const FACTOR = 0.01;
const budget = (burst: number) => `1:${burst / FACTOR}`;

let running: RunningStack;
beforeAll(async () => {
  running = await startStack({
    LIMIT_FACTOR: String(FACTOR),
    RATE_LIMIT_ORGANIZATION: budget(12_000),
    RATE_LIMIT_API_KEY: budget(5_000),
    RATE_LIMIT_PERSON: budget(6_000),
    MAX_CONCURRENT_ORGANIZATION: String(64 / FACTOR),
    MAX_CONCURRENT_API_KEY: String(64 / FACTOR),
    MAX_CONCURRENT_PERSON: String(64 / FACTOR),
    MAX_CONCURRENT_NETWORK: String(64 / FACTOR),
  });
});
afterAll(() => running.stop());

const AUDIT = `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") {
  ${Array.from({ length: 9 }, (_, index) => `a${index}: mailAuditEvents(first: 100) { nodes { id } }`).join(' ')}
} }`;
const OWN = `{ mailService(id: "${OTHER_MAIL_SERVICE.id}") { id } }`;

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret userErrors { code } } }`;

async function newKey(name: string): Promise<string> {
  const { data } = await running.ask<{ createApiKey: { secret: string } }>({
    credential: running.demo.tokens.legalResponsible,
    query: CREATE,
    variables: {
      input: { organizationId: EXAMPLE_ORGANIZATION.id, name, scopes: ['AUDIT_READ', 'ORGANIZATIONS_READ'] },
    },
  });
  return data!.createApiKey.secret;
}

const ask = (credential: string, query: string) => running.ask<object>({ credential, query, variables: {} });

it('lets an organization spend one budget with all its keys, and takes nothing from others', async () => {
  const keys: string[] = [];
  for (let made = 0; made < 14; made++) keys.push(await newKey(`key ${made}`));
  const statuses: number[] = [];
  for (const key of [...keys, ...keys]) statuses.push((await ask(key, AUDIT)).status);
  const answered = statuses.filter((status) => status === 200).length;
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  // Far fewer than 14 times what one key may spend.
  expect(answered).toBeLessThanOrEqual(12);
  expect(answered).toBeGreaterThan(5);

  const refused = await ask(keys[0]!, AUDIT);
  expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
  const other = await ask(running.demo.tokens.stranger, OWN);
  expect([other.status, other.data]).toEqual([200, { mailService: { id: OTHER_MAIL_SERVICE.id } }]);
});

it('tells the operator who is limited, and nobody else', async () => {
  const read = (credential: string) =>
    fetch(new URL('/limits', running.demo.endpoint), { headers: { authorization: `Bearer ${credential}` } });
  const response = await read(running.demo.tokens.operator);
  const { callers } = (await response.json()) as { callers: { kind: string; id: string }[] };
  expect(callers).toContainEqual(
    expect.objectContaining({ kind: 'organization', id: EXAMPLE_ORGANIZATION.id, lastRefusal: 'BUDGET' }),
  );
  expect((await read(running.demo.tokens.administrator)).status).toBe(404);
  expect((await read(running.demo.apiKey)).status).toBe(404);
});

it('says in the schema what is dear', async () => {
  const { data } = await running.ask<{ __type: { fields: { name: string; description: string }[] } }>({
    query: '{ __type(name: "Mutation") { fields { name description } } }',
    variables: {},
  });
  const hashing = data!.__type.fields.find(({ name }) => name === 'setMailboxPassword');
  expect(hashing!.description).toMatch(/ \(Request cost: \d{4}\.\)$/);
});
