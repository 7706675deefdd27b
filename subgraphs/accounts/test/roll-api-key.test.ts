import { parseApiKey } from '@hostgraph/api-key-format';
import { DEMO_PEOPLE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, type TestSubgraph, waitingForLocks } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKeyMutations,
  fillWithKeys,
  inDays,
  legalResponsible,
  limitedTo,
  startAccounts,
  wish,
} from './accounts';

const DAY_MS = 86_400_000;

let subgraph: TestSubgraph;

const { create, roll } = apiKeyMutations(() => subgraph);
const rows = <Row>(sql: string): Promise<Row[]> => subgraph.database.query<Row[]>(sql);

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

afterEach(() => subgraph.database.query('TRUNCATE accounts.api_key, accounts.audit_event'));

const created = async (more: object = {}, caller: Principal = administrator) =>
  (await create(caller, { ...wish, ...more })).outcome!.apiKey!;
async function expiryOf(id: string) {
  const [row] = await rows<{ expires_at: Date | null }>(
    `SELECT expires_at FROM accounts.api_key WHERE id = '${id}'`,
  );
  return row!.expires_at;
}

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
  const caller = limitedTo(administrator, 'api-keys:write', 'members:read', 'mail:read');
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
  while ((await waitingForLocks(subgraph.database)) === 0);
  await other.query('UPDATE accounts.api_key SET expires_at = clock_timestamp() WHERE id = $1', [id]);
  await other.commitTransaction();
  await other.release();
  expect((await rolling).outcome!.userErrors).toEqual([{ code: 'API_KEY_NOT_LIVE', path: ['input', 'id'] }]);
});

it('needs room for the old key while it has grace', async () => {
  await fillWithKeys(subgraph, 49, 'last_used_at');
  const { id } = await created();
  const { outcome } = await roll(administrator, { id, graceDays: 1 });
  expect(outcome!.userErrors).toEqual([{ code: 'API_KEY_LIMIT_REACHED', path: ['input', 'graceDays'] }]);
  expect((await roll(administrator, { id, graceDays: 0 })).outcome!.userErrors).toEqual([]);
});
