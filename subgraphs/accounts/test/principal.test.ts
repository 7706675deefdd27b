import { parseApiKey } from '@hostgraph/api-key-format';
import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { ApiKeyScope } from '../src';
import { loadDemonstration } from '../src/demonstration/load-demonstration';
import { administrator, apiKeyMutations, CUSTOMER_SCOPES, gateway, ISSUER, startAccounts } from './accounts';

let subgraph: TestSubgraph;

const { create, roll, revoke } = apiKeyMutations(() => subgraph);

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

const FIELDS = '{ kind id scopes roles { organizationId role } }';

const principalOfPerson = (issuer: string, subject: string, caller: Principal = gateway) =>
  subgraph.ask<{ principal: unknown }>(
    caller,
    `query ($issuer: String!, $subject: String!) {
      principal: principalOfPerson(issuer: $issuer, subject: $subject) ${FIELDS} }`,
    { issuer, subject },
  );

const principalOfApiKey = (keyId: string, secret: string, caller: Principal = gateway) =>
  subgraph.ask<{ principal: unknown }>(
    caller,
    `query ($keyId: String!, $secret: String!) {
      principal: principalOfApiKey(keyId: $keyId, secret: $secret) ${FIELDS} }`,
    { keyId, secret },
  );

async function issued(more: object = {}) {
  const { outcome } = await create(administrator, {
    organizationId: EXAMPLE_ORGANIZATION.id,
    name: 'Caller',
    scopes: ['MAIL_READ', 'LOGS_READ'],
    ...more,
  });
  return parseApiKey(outcome!.secret!)!;
}

const setTime = (keyId: string, column: 'expires_at' | 'last_used_at', interval: string) =>
  subgraph.database.query(`UPDATE accounts.api_key SET ${column} = now() + $2::interval WHERE id = $1`, [
    keyId,
    interval,
  ]);

describe('a person', () => {
  const { subject, userId, organizationId, role } = DEMO_PEOPLE.collaborator;

  it('is known by issuer and subject, with roles and all scopes of a customer', async () => {
    const { data } = await principalOfPerson(ISSUER, subject);
    expect(data?.principal).toEqual({
      kind: 'PERSON',
      id: userId,
      scopes: CUSTOMER_SCOPES,
      roles: [{ organizationId, role }],
    });
    expect(subgraph.statements).toHaveLength(1);
  });

  it('is known without any organization', async () => {
    await subgraph.database.query(
      `INSERT INTO accounts.user_account VALUES ('usr_new', 'New', 'new@other.test')`,
    );
    await subgraph.database.query(`INSERT INTO accounts.user_identity VALUES ($1, 'new', 'usr_new')`, [
      ISSUER,
    ]);
    const { data } = await principalOfPerson(ISSUER, 'new');
    expect(data?.principal).toMatchObject({ id: 'usr_new', roles: [] });
  });

  it.each([
    ['https://evil.test', subject],
    [ISSUER, 'nobody'],
    [subject, ISSUER],
    ['', ''],
  ])('is nobody as %s %s', async (issuer, name) => {
    expect(await principalOfPerson(issuer, name)).toEqual({ status: 200, data: { principal: null } });
  });

  it('can sign in with the issuer of another start of the demonstration, and with the former', async () => {
    const issuer = 'http://127.0.0.1:5000';
    const count = 'SELECT count(*)::int AS identities FROM accounts.user_identity WHERE issuer = $1';
    await loadDemonstration(subgraph.database, issuer);
    await loadDemonstration(subgraph.database, issuer);
    expect(await subgraph.database.query(count, [issuer])).toEqual([
      { identities: Object.keys(DEMO_PEOPLE).length },
    ]);
    expect((await principalOfPerson(issuer, subject)).data?.principal).toMatchObject({ id: userId });
    expect((await principalOfPerson(ISSUER, subject)).data?.principal).toMatchObject({ id: userId });
  });
});

describe('an API key', () => {
  const nobody = { status: 200, data: { principal: null } };

  it('acts in its organization with its scopes, as an administrator', async () => {
    const { keyId, secret } = await issued();
    expect(await principalOfApiKey(keyId, secret)).toEqual({
      status: 200,
      data: {
        principal: {
          kind: 'API_KEY',
          id: keyId,
          scopes: ['mail:read', 'logs:read'],
          roles: [{ organizationId: EXAMPLE_ORGANIZATION.id, role: 'ADMINISTRATOR' }],
        },
      },
    });
  });

  it('is nobody with a wrong secret, or another key’s', async () => {
    const [one, other] = [await issued(), await issued()];
    for (const secret of [other.secret, '', 'x'.repeat(100), `${one.secret} `, one.secret.toLowerCase()]) {
      expect(await principalOfApiKey(one.keyId, secret)).toEqual(nobody);
    }
    expect(await principalOfApiKey('0000000000000000', one.secret)).toEqual(nobody);
  });

  it('is nobody once expired', async () => {
    const { keyId, secret } = await issued({ expiresAt: new Date(Date.now() + 3_600_000) });
    expect((await principalOfApiKey(keyId, secret)).data?.principal).not.toBeNull();
    await setTime(keyId, 'expires_at', '-1 millisecond');
    expect(await principalOfApiKey(keyId, secret)).toEqual(nobody);
  });

  it('is nobody once revoked', async () => {
    const { keyId, secret } = await issued();
    await revoke(administrator, { id: keyId });
    expect(await principalOfApiKey(keyId, secret)).toEqual(nobody);
  });

  it('is nobody once rolled without grace; with grace, when that is over', async () => {
    for (const graceDays of [0, 1]) {
      const old = await issued();
      const { outcome } = await roll(administrator, { id: old.keyId, graceDays });
      const successor = parseApiKey(outcome!.secret!)!;
      const { data } = await principalOfApiKey(successor.keyId, successor.secret);
      expect(data?.principal).toMatchObject({ id: successor.keyId, scopes: ['mail:read', 'logs:read'] });
      if (graceDays > 0) {
        expect((await principalOfApiKey(old.keyId, old.secret)).data?.principal).not.toBeNull();
        await subgraph.database.query(
          `UPDATE accounts.api_key SET expires_at = expires_at - interval '1 day' WHERE id = $1`,
          [old.keyId],
        );
      }
      expect(await principalOfApiKey(old.keyId, old.secret)).toEqual(nobody);
    }
  });

  it('is noted to be in use, once a minute', async () => {
    const { keyId, secret } = await issued();
    const lastUse = async (id = keyId) => {
      const [row]: { last_used_at: Date | null }[] = await subgraph.database.query(
        'SELECT last_used_at FROM accounts.api_key WHERE id = $1',
        [id],
      );
      return row!.last_used_at?.getTime() ?? null;
    };
    const lastUseOtherThan = async (before: number | null) => {
      let use = await lastUse();
      while (use === before) use = await lastUse();
      return use!;
    };
    await principalOfApiKey(keyId, 'wrong');
    await principalOfApiKey(keyId, secret);
    await lastUseOtherThan(null);
    await setTime(keyId, 'last_used_at', '-50 seconds');
    const recent = await lastUse();
    await principalOfApiKey(keyId, secret);
    // A further key's use, which is written later, shows that this one's was not.
    const further = await issued();
    await principalOfApiKey(further.keyId, further.secret);
    while ((await lastUse(further.keyId)) === null);
    expect(await lastUse()).toBe(recent);
    await setTime(keyId, 'last_used_at', '-61 seconds');
    const stale = await lastUse();
    await principalOfApiKey(keyId, secret);
    expect(await lastUseOtherThan(stale)).toBeGreaterThan(recent!);
  });
});

it('tells nobody but the gateway who somebody is', async () => {
  const { keyId, secret } = await issued({ scopes: ['API_KEYS_READ'] });
  const apiKey: Principal = { ...administrator, kind: 'API_KEY', id: keyId };
  const nobody: Principal = { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], roles: {} };
  for (const [caller, code] of [
    [administrator, 'FORBIDDEN'],
    [apiKey, 'FORBIDDEN'],
    [nobody, 'UNAUTHENTICATED'],
  ] as const) {
    expect(codes(await principalOfPerson(ISSUER, DEMO_PEOPLE.administrator.subject, caller))).toEqual([code]);
    expect(codes(await principalOfApiKey(keyId, secret, caller))).toEqual([code]);
  }
  expect(Object.values<string>(ApiKeyScope)).not.toContain('principals:read');
});

it('survives what cannot be stored', async () => {
  expect(codes(await principalOfPerson(ISSUER, 'demo\u0000'))).toEqual(['BAD_USER_INPUT']);
  expect(codes(await principalOfApiKey('key\u0000', ''))).toEqual(['BAD_USER_INPUT']);
});
