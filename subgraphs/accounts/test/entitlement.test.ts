import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, apiKeyMutations, inDays, startAccounts, wish } from './accounts';

const WRITER = { ...wish, name: 'Writer', scopes: ['API_KEYS_WRITE', 'MAIL_READ'] };

let subgraph: TestSubgraph;

const { create, roll, revoke } = apiKeyMutations(() => subgraph);

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

afterEach(() => subgraph.database.query('TRUNCATE accounts.api_key, accounts.audit_event'));

/** A key that may make keys, as the gateway remembers it. */
async function createWriter(expiresAt: Date | null): Promise<Principal> {
  const { outcome } = await create(administrator, { ...WRITER, expiresAt });
  return {
    kind: 'API_KEY',
    id: outcome!.apiKey!.id,
    scopes: ['api-keys:write', 'members:read', 'mail:read'],
    roles: { [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' },
  };
}

const countKeys = async (): Promise<number> =>
  (await subgraph.database.query<{ n: number }[]>('SELECT count(*)::int AS n FROM accounts.api_key'))[0]!.n;

it('lets an expiring key make none that outlives it', async () => {
  const writer = await createWriter(inDays(10));
  for (const expiresAt of [null, inDays(11)]) {
    expect((await create(writer, { ...wish, expiresAt })).outcome).toMatchObject({
      apiKey: null,
      userErrors: [{ code: 'OUTLIVES_CALLER', path: ['input', 'expiresAt'] }],
    });
  }
  expect((await create(writer, { ...wish, expiresAt: inDays(9) })).outcome!.userErrors).toEqual([]);
});

it('lets an expiring key roll none that outlives it, but itself', async () => {
  const { outcome } = await create(administrator, wish);
  const writer = await createWriter(inDays(10));
  expect((await roll(writer, { id: outcome!.apiKey!.id, graceDays: 0 })).outcome).toMatchObject({
    apiKey: null,
    userErrors: [{ code: 'OUTLIVES_CALLER', path: ['input', 'id'] }],
  });
  expect((await roll(writer, { id: writer.id, graceDays: 0 })).outcome!.userErrors).toEqual([]);
});

it.each(['revoked_at = now()', "expires_at = now() - interval '1 second'"])(
  'changes no keys for one that the gateway still remembers when it has ended: %s',
  async (ended) => {
    const { outcome } = await create(administrator, wish);
    const victim = outcome!.apiKey!.id;
    const writer = await createWriter(null);
    await subgraph.database.query(`UPDATE accounts.api_key SET ${ended} WHERE id = $1`, [writer.id]);
    for (const attempt of [
      create(writer, wish),
      roll(writer, { id: victim, graceDays: 0 }),
      revoke(writer, { id: victim }),
    ]) {
      expect(codes((await attempt).answer)).toEqual(['FORBIDDEN']);
    }
    expect(await countKeys()).toBe(2);
    const [{ revoked_at: revokedAt } = {}] = await subgraph.database.query<{ revoked_at: unknown }[]>(
      'SELECT revoked_at FROM accounts.api_key WHERE id = $1',
      [victim],
    );
    expect(revokedAt).toBeNull();
  },
);

it('changes no keys for a person who has lost the role', async () => {
  const { userId, organizationId } = DEMO_PEOPLE.administrator;
  const setRole = (role: string) =>
    subgraph.database.query(
      'UPDATE accounts.membership SET role = $1 WHERE user_id = $2 AND organization_id = $3',
      [role, userId, organizationId],
    );
  await setRole('COLLABORATOR');
  expect(codes((await create(administrator, wish)).answer)).toEqual(['FORBIDDEN']);
  await setRole('ADMINISTRATOR');
  expect((await create(administrator, wish)).outcome!.userErrors).toEqual([]);
});
