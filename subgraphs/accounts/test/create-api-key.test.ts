import { parseApiKey } from '@hostgraph/api-key-format';
import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKeyMutations,
  collaborator,
  fillWithKeys,
  inDays,
  legalResponsible,
  limitedTo,
  startAccounts,
  stranger,
  wish,
} from './accounts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

let subgraph: TestSubgraph;

const { create } = apiKeyMutations(() => subgraph);
const rows = <Row>(sql: string): Promise<Row[]> => subgraph.database.query<Row[]>(sql);

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

afterEach(() => subgraph.database.query('TRUNCATE accounts.api_key, accounts.audit_event'));

it.each([legalResponsible, administrator])(
  'answers the key once, and stores none of its secret',
  async (who) => {
    const { outcome } = await create(who, { ...wish, expiresAt: inDays(30) });
    const { keyId, secret } = parseApiKey(outcome!.secret!)!;
    const { name } = Object.values(DEMO_PEOPLE).find(({ userId }) => userId === who.id)!;
    expect(outcome!.apiKey).toMatchObject({
      id: keyId,
      name: 'Billing',
      hint: `hg_live_${keyId}`,
      scopes: ['MAIL_READ'],
      revokedAt: null,
      createdBy: { name },
    });
    const [stored] = await rows<{ row: string; secret_hash: Buffer }>(
      'SELECT api_key::text AS row, secret_hash FROM accounts.api_key',
    );
    expect(stored!.row).toContain(keyId);
    expect(stored!.row).not.toContain(secret);
    expect(stored!.row).not.toContain(Buffer.from(secret).toString('hex'));
    expect(stored!.secret_hash).toHaveLength(32);
    const again = await subgraph.ask(who, listing('nodes { id hint }'));
    expect(JSON.stringify(again)).toContain(keyId);
    expect(JSON.stringify(again)).not.toContain(secret);
  },
);

it('is refused to strangers, collaborators and credentials without the scope', async () => {
  expect(codes((await create(stranger, wish)).answer)).toEqual(['NOT_FOUND']);
  expect(codes((await create(stranger, { ...wish, organizationId: 'constructor' })).answer)).toEqual([
    'NOT_FOUND',
  ]);
  expect(codes((await create(collaborator, wish)).answer)).toEqual(['FORBIDDEN']);
  const reader = limitedTo(administrator, 'api-keys:read', 'mail:read');
  expect(codes((await create(reader, wish)).answer)).toEqual(['FORBIDDEN']);
  expect(await rows('SELECT FROM accounts.api_key')).toEqual([]);
});

it('gives no scope that the caller lacks', async () => {
  const caller = limitedTo(administrator, 'api-keys:write', 'members:read', 'mail:read');
  const { outcome } = await create(caller, { ...wish, scopes: ['MAIL_READ', 'LOGS_READ'] });
  expect(outcome).toEqual({
    apiKey: null,
    secret: null,
    userErrors: [{ code: 'SCOPE_NOT_HELD', path: ['input', 'scopes'] }],
  });
  expect((await create(caller, wish)).outcome!.userErrors).toEqual([]);
});

it.each([
  ['past', () => inDays(-1 / 24), false],
  ['now', () => inDays(0), false],
  ['soon', () => inDays(1 / 24), true],
  ['within two years', () => new Date(Date.now() + 2 * YEAR_MS - DAY_MS), true],
  ['more than two years ahead', () => new Date(Date.now() + 2 * YEAR_MS + 2 * DAY_MS), false],
  ['beyond all calendars', () => '+275760-09-13T00:00:00.000Z', false],
])('judges an expiry that is %s', async (_name, expiresAt, isAccepted) => {
  const { outcome, answer } = await create(administrator, { ...wish, expiresAt: expiresAt() });
  expect(outcome?.apiKey != null).toBe(isAccepted);
  if (!isAccepted) {
    const refused = outcome?.userErrors.map(({ code }) => code) ?? codes(answer);
    expect(['EXPIRY_NOT_ACCEPTED', 'BAD_USER_INPUT']).toContain(refused?.[0]);
  }
});

it.each([
  ['nothing', ''],
  ['a space', ' '],
  ['a space at the end', 'Billing\u00a0'],
  ['NUL', 'Bil\u0000ling'],
  ['a line break', 'Bil\nling'],
  ['a right-to-left override', 'Billing \u202egnp.exe'],
  ['an invisible character', 'Bil\u200bling'],
  ['half a character', 'Billing \ud83d'],
])('refuses %s as a name', async (_hazard, name) => {
  const { answer } = await create(administrator, { ...wish, name });
  expect(answer.errors).toMatchObject([
    { message: 'name must be 1 to 100 visible characters', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

it.each([101, 1_000_000])('refuses a name of %d characters', async (length) => {
  const { answer } = await create(administrator, { ...wish, name: 'x'.repeat(length) });
  expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
});

it.each(['é', 'Rechnung für Zürich', '請求書', 'حساب', '💌'.repeat(100)])(
  'stores the name %s as it is',
  async (name) => {
    expect((await create(administrator, { ...wish, name })).outcome!.apiKey).toMatchObject({ name });
  },
);

it.each([
  ['no scope', { scopes: [] }],
  ['an unknown scope', { scopes: ['PRINCIPALS_READ'] }],
  ['a scope as it is stored', { scopes: ['mail:read'] }],
  ['a number as a name', { name: 7 }],
  ['no name', { name: null }],
  ['a day that does not exist', { expiresAt: '2027-02-30T00:00:00Z' }],
])('refuses %s', async (_hazard, change) => {
  expect(codes((await create(administrator, { ...wish, ...change })).answer)).toEqual(['BAD_USER_INPUT']);
});

it('takes a scope that is named twice once', async () => {
  const { outcome } = await create(administrator, { ...wish, scopes: ['MAIL_READ', 'MAIL_READ'] });
  expect(outcome!.apiKey!.scopes).toEqual(['MAIL_READ']);
});

it('stops at 50 live keys, also when they are asked for at once', async () => {
  await fillWithKeys(subgraph, 48, 'last_used_at');
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => create(administrator, wish)));
  const refused = outcomes.flatMap(({ outcome }) => outcome!.userErrors);
  expect(refused).toEqual(
    Array(3).fill({ code: 'API_KEY_LIMIT_REACHED', path: ['input', 'organizationId'] }),
  );
  const other = await create(stranger, { ...wish, organizationId: OTHER_ORGANIZATION.id });
  expect(other.outcome!.userErrors).toEqual([]);
});

it.each(['revoked_at', 'expires_at'])('does not count keys that ended (%s)', async (column) => {
  await fillWithKeys(subgraph, 60, column);
  expect((await create(administrator, wish)).outcome!.userErrors).toEqual([]);
});

it('lists keys of the organization, the newest first, page by page', async () => {
  for (const name of ['One', 'Two', 'Three']) await create(administrator, { ...wish, name });
  await create(stranger, { ...wish, organizationId: OTHER_ORGANIZATION.id });
  const page = (args = '') =>
    subgraph.ask<Keys>(administrator, listing('nodes { name } pageInfo { endCursor }', args));
  const first = (await page('first: 2')).data!.organization.apiKeys;
  expect(first.nodes.map(({ name }) => name)).toEqual(['Three', 'Two']);
  const rest = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect(rest.data!.organization.apiKeys.nodes).toEqual([{ name: 'One' }]);
});

interface Keys {
  readonly organization: { apiKeys: { nodes: { name: string }[]; pageInfo: { endCursor: string } } };
}
const listing = (selection: string, args = 'first: 100') =>
  `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { apiKeys(${args}) { ${selection} } } }`;
