import { parseApiKey } from '@hostgraph/api-key-format';
import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import type { TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKeyMutations,
  codes,
  collaborator,
  legalResponsible,
  limitedTo,
  startAccounts,
  stranger,
} from './accounts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const organizationId = EXAMPLE_ORGANIZATION.id;
const wish = { organizationId, name: 'Billing', scopes: ['MAIL_READ'] };

let subgraph: TestSubgraph;

const { create, roll, revoke } = apiKeyMutations(() => subgraph);

beforeAll(async () => {
  subgraph = await startAccounts();
}, 60_000);

afterAll(() => subgraph.stop());

afterEach(() => subgraph.database.query('TRUNCATE accounts.api_key, accounts.audit_event'));

const rows = <Row>(sql: string): Promise<Row[]> => subgraph.database.query<Row[]>(sql);
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const fill = (count: number, lives: string) =>
  rows(
    `INSERT INTO accounts.api_key (id, organization_id, name, secret_hash, hint, scopes, created_by, ${lives})
     SELECT lpad(n::text, 16, '0'), '${organizationId}', 'Filler', sha256('x'), '', '{mail:read}', 'usr_x', now()
     FROM generate_series(1, ${count}) AS n`,
  );

describe('creating', () => {
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
    const caller = limitedTo(administrator, 'api-keys:write', 'mail:read');
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
    ['a blank', ' '],
    ['a blank at the end', 'Billing\u00a0'],
    ['NUL', 'Bil\u0000ling'],
    ['a line break', 'Bil\nling'],
    ['a right-to-left override', 'Billing \u202egnp.exe'],
    ['an invisible character', 'Bil\u200bling'],
    ['half a character', 'Billing \ud83d'],
    ['101 characters', 'x'.repeat(101)],
    ['nearly 1 MB', 'x'.repeat(1_000_000)],
  ])('refuses %s as a name', async (_hazard, name) => {
    const { answer } = await create(administrator, { ...wish, name });
    expect(answer.errors).toMatchObject([
      { message: 'name must be 1 to 100 visible characters', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
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
    await fill(48, 'last_used_at');
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => create(administrator, wish)));
    const refused = outcomes.flatMap(({ outcome }) => outcome!.userErrors);
    expect(refused).toEqual(
      Array(3).fill({ code: 'API_KEY_LIMIT_REACHED', path: ['input', 'organizationId'] }),
    );
    const other = await create(stranger, { ...wish, organizationId: OTHER_ORGANIZATION.id });
    expect(other.outcome!.userErrors).toEqual([]);
  });

  it.each(['revoked_at', 'expires_at'])('does not count keys that ended (%s)', async (column) => {
    await fill(60, column);
    expect((await create(administrator, wish)).outcome!.userErrors).toEqual([]);
  });
});

describe('rolling', () => {
  const created = async (more: object = {}, caller: Principal = administrator) =>
    (await create(caller, { ...wish, ...more })).outcome!.apiKey!;
  const expiryOf = async (id: string) => {
    const [row] = await rows<{ expires_at: Date | null }>(
      `SELECT expires_at FROM accounts.api_key WHERE id = '${id}'`,
    );
    return row!.expires_at;
  };

  it('gives the successor another id and secret, and all else of the old key', async () => {
    const expiresAt = inDays(100).toISOString();
    const old = await created({ expiresAt });
    const { outcome } = await roll(legalResponsible, { id: old.id, graceDays: 2 });
    expect(outcome!.apiKey!.id).not.toBe(old.id);
    expect(parseApiKey(outcome!.secret!)!.keyId).toBe(outcome!.apiKey!.id);
    expect(outcome!.apiKey).toMatchObject({ name: old.name, scopes: old.scopes, expiresAt });
    expect(outcome!.apiKey!.createdBy).toEqual({ name: DEMO_PEOPLE.legalResponsible.name });
  });

  it('ends the old key after the grace, and never later than it would have ended', async () => {
    const [endless, brief] = [await created(), await created({ expiresAt: inDays(1) })];
    const before = Date.now();
    await roll(administrator, { id: endless.id, graceDays: 7 });
    await roll(administrator, { id: brief.id, graceDays: 7 });
    const ends = (await expiryOf(endless.id))!.getTime() - 7 * DAY_MS;
    expect(ends).toBeGreaterThanOrEqual(before - 1_000);
    expect(ends).toBeLessThanOrEqual(Date.now() + 1_000);
    expect((await expiryOf(brief.id))!.toISOString()).toBe(brief.expiresAt);
  });

  it.each([-1, 8, 1.5])('refuses %s days of grace', async (graceDays) => {
    const { id } = await created();
    expect(codes((await roll(administrator, { id, graceDays })).answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('is refused to a credential that lacks one of its scopes', async () => {
    const { id } = await created({ scopes: ['MAIL_READ', 'LOGS_READ'] });
    const caller = limitedTo(administrator, 'api-keys:write', 'mail:read');
    const { outcome } = await roll(caller, { id, graceDays: 0 });
    expect(outcome!.userErrors).toEqual([{ code: 'SCOPE_NOT_HELD', path: ['input', 'id'] }]);
    expect(await expiryOf(id)).toBeNull();
  });

  it('is refused for keys that have ended, of two at once for the second', async () => {
    const { id } = await created();
    const both = await Promise.all([1, 2].map(() => roll(administrator, { id, graceDays: 0 })));
    expect(both.flatMap(({ outcome }) => outcome!.userErrors)).toEqual([
      { code: 'API_KEY_NOT_LIVE', path: ['input', 'id'] },
    ]);
    expect(await rows('SELECT FROM accounts.api_key')).toHaveLength(2);
  });

  it('judges a key as it is once other changes are through, not as it was when asked', async () => {
    const { id } = await created();
    const other = subgraph.database.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT FROM accounts.organization FOR UPDATE');
    const rolling = roll(administrator, { id, graceDays: 0 });
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    while ((await rows(waiting)).length === 0);
    await other.query('UPDATE accounts.api_key SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    await other.commitTransaction();
    await other.release();
    expect((await rolling).outcome!.userErrors).toEqual([
      { code: 'API_KEY_NOT_LIVE', path: ['input', 'id'] },
    ]);
  });

  it('needs room for the old key while it has grace', async () => {
    await fill(49, 'last_used_at');
    const { id } = await created();
    const { outcome } = await roll(administrator, { id, graceDays: 1 });
    expect(outcome!.userErrors).toEqual([{ code: 'API_KEY_LIMIT_REACHED', path: ['input', 'graceDays'] }]);
    expect((await roll(administrator, { id, graceDays: 0 })).outcome!.userErrors).toEqual([]);
  });
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

  it.each(['none', 'key\u0000', "' OR true --", 'x'.repeat(500_000)])('is not there as %.20j', async (id) => {
    expect(codes((await revoke(administrator, { id })).answer)).toEqual(['NOT_FOUND']);
  });
});

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

describe('the audit trail', () => {
  interface Events {
    organization: { auditEvents: { nodes: Record<string, string>[]; pageInfo: { endCursor: string } } };
  }
  const trail = (args: string) =>
    subgraph.ask<Events>(
      administrator,
      `{ organization(id: "${organizationId}") { auditEvents(${args}) {
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

  it('has nothing of what was refused', async () => {
    await create(stranger, wish);
    await create(limitedTo(administrator, 'api-keys:write'), wish);
    expect(await rows('SELECT FROM accounts.audit_event')).toEqual([]);
  });

  // The second constraint lets the old key be ended, and fails at its successor.
  it.each([
    ['accounts.audit_event', 'false', ['create', 'roll', 'revoke']],
    ['accounts.api_key', 'expires_at IS NOT NULL', ['create', 'roll']],
  ] as const)('and the deed are written together or not at all (%s)', async (table, check, mutations) => {
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
  });
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
  organization: { apiKeys: { nodes: { name: string }[]; pageInfo: { endCursor: string } } };
}
const listing = (selection: string, args = 'first: 100') =>
  `{ organization(id: "${organizationId}") { apiKeys(${args}) { ${selection} } } }`;
