import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseApiKey } from '@hostgraph/api-key-format';
import {
  DEMO_PEOPLE,
  type DemoPerson,
  EXAMPLE_ORGANIZATION,
  OPERATOR_ORGANIZATION,
} from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, type TestSubgraph, waitingForLocks } from '@hostgraph/subgraph-testing';
import { ApiKeyScope } from '../src';
import { type OperatorCommand, setOperator } from '../src/operator/operator.service';
import {
  administrator,
  apiKeyMutations,
  CUSTOMER_SCOPES,
  gateway,
  ISSUER,
  limitedTo,
  operator,
  startAccounts,
} from './accounts';

const ALL_SCOPES = Object.values<string>(ApiKeyScope);
const BILLING = {
  organizationId: OPERATOR_ORGANIZATION.id,
  name: 'Billing system',
  scopes: ['BILLING_WRITE', 'ORGANIZATIONS_READ'],
};

let subgraph: TestSubgraph;

const { create, roll } = apiKeyMutations(() => subgraph);

beforeAll(async () => {
  subgraph = await startAccounts();
});

afterAll(() => subgraph.stop());

afterEach(async () => {
  await subgraph.database.query('TRUNCATE accounts.api_key, accounts.audit_event');
  await setOperator(subgraph.database, 'appoint', OPERATOR_ORGANIZATION.id);
});

const setOperatorTo = (command: OperatorCommand, organizationId = OPERATOR_ORGANIZATION.id) =>
  setOperator(subgraph.database, command, organizationId);

async function scopesOfPerson({ subject }: DemoPerson): Promise<readonly string[]> {
  const { data } = await subgraph.ask<{ principal: { scopes: string[] } }>(
    gateway,
    `{ principal: principalOfPerson(issuer: "${ISSUER}", subject: "${subject}") { scopes } }`,
  );
  return data!.principal.scopes;
}

async function scopesOfKey(secretText: string): Promise<readonly string[]> {
  const { data } = await subgraph.ask<{ principal: { scopes: string[] } }>(
    gateway,
    `query ($keyId: String!, $secret: String!) {
      principal: principalOfApiKey(keyId: $keyId, secret: $secret) { scopes } }`,
    { ...parseApiKey(secretText)! },
  );
  return data!.principal.scopes;
}

const enrol = ({ userId }: DemoPerson, organizationId: string, role: string) =>
  subgraph.database.query(
    `INSERT INTO accounts.membership (user_id, organization_id, role) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, organization_id) DO UPDATE SET role = excluded.role`,
    [userId, organizationId, role],
  );

const refusal = (code: string, argument: string) => ({
  apiKey: null,
  secret: null,
  userErrors: [{ code, path: ['input', argument] }],
});

describe('the scopes of the operator', () => {
  it('come to administrators of its organization, and to nobody by another role or elsewhere', async () => {
    expect(await scopesOfPerson(DEMO_PEOPLE.operator)).toEqual(ALL_SCOPES);
    expect(subgraph.statements).toHaveLength(1);
    expect(await scopesOfPerson(DEMO_PEOPLE.legalResponsible)).toEqual(CUSTOMER_SCOPES);
    await enrol(DEMO_PEOPLE.administrator, OPERATOR_ORGANIZATION.id, 'COLLABORATOR');
    expect(await scopesOfPerson(DEMO_PEOPLE.administrator)).toEqual(CUSTOMER_SCOPES);
    await enrol(DEMO_PEOPLE.administrator, OPERATOR_ORGANIZATION.id, 'ADMINISTRATOR');
    expect(await scopesOfPerson(DEMO_PEOPLE.administrator)).toEqual(ALL_SCOPES);
    await subgraph.database.query(
      'DELETE FROM accounts.membership WHERE user_id = $1 AND organization_id = $2',
      [DEMO_PEOPLE.administrator.userId, OPERATOR_ORGANIZATION.id],
    );
    expect(await scopesOfPerson(DEMO_PEOPLE.administrator)).toEqual(CUSTOMER_SCOPES);
  });

  it('go with the organization’s being the operator’s, from persons and keys alike', async () => {
    const secret = (await create(operator, BILLING)).outcome!.secret!;
    expect(await scopesOfKey(secret)).toEqual(['billing:write', 'organizations:read']);
    await setOperatorTo('dismiss');
    expect(await scopesOfKey(secret)).toEqual(['organizations:read']);
    expect(await scopesOfPerson(DEMO_PEOPLE.operator)).toEqual(CUSTOMER_SCOPES);
  });

  it('count for no key of a customer, even if they stand in its row', async () => {
    const { outcome } = await create(administrator, {
      ...BILLING,
      organizationId: EXAMPLE_ORGANIZATION.id,
      scopes: ['MAIL_READ'],
    });
    await subgraph.database.query(`UPDATE accounts.api_key SET scopes = '{billing:write,mail:read}'`);
    expect(await scopesOfKey(outcome!.secret!)).toEqual(['mail:read']);
  });
});

describe('a key with a scope of the operator', () => {
  const forCustomer = { ...BILLING, organizationId: EXAMPLE_ORGANIZATION.id };

  it('is made by no administrator of a customer', async () => {
    expect((await create(administrator, forCustomer)).outcome).toEqual(refusal('SCOPE_NOT_HELD', 'scopes'));
  });

  it('is made in no customer’s organization, by whoever has the scope', async () => {
    await enrol(DEMO_PEOPLE.operator, EXAMPLE_ORGANIZATION.id, 'ADMINISTRATOR');
    const both: Principal = {
      ...operator,
      roles: { ...operator.roles, [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' },
    };
    const asRemembered: Principal = { ...administrator, scopes: ALL_SCOPES };
    for (const caller of [both, asRemembered]) {
      expect((await create(caller, forCustomer)).outcome).toEqual(refusal('OPERATOR_SCOPE', 'scopes'));
    }
  });

  it('is made in the operator’s organization by nobody who does not administer it', async () => {
    expect(codes((await create(limitedTo(administrator, ...ALL_SCOPES), BILLING)).answer)).toEqual([
      'NOT_FOUND',
    ]);
    const collaborator: Principal = { ...operator, roles: { [OPERATOR_ORGANIZATION.id]: 'COLLABORATOR' } };
    expect(codes((await create(collaborator, BILLING)).answer)).toEqual(['FORBIDDEN']);
  });

  it('is made by no key of the operator that has less', async () => {
    const { outcome } = await create(operator, {
      ...BILLING,
      scopes: ['API_KEYS_WRITE', 'MEMBERS_READ', 'LOGS_OPERATE'],
    });
    const writer: Principal = {
      kind: 'API_KEY',
      id: outcome!.apiKey!.id,
      scopes: ['api-keys:write', 'members:read', 'logs:operate'],
      roles: { [OPERATOR_ORGANIZATION.id]: 'ADMINISTRATOR' },
    };
    expect((await create(writer, BILLING)).outcome).toEqual(refusal('SCOPE_NOT_HELD', 'scopes'));
    expect((await create(writer, { ...BILLING, scopes: ['LOGS_OPERATE'] })).outcome!.userErrors).toEqual([]);
  });

  it('is rolled while it counts, and not when it no longer does', async () => {
    const old = (await create(operator, BILLING)).outcome!.apiKey!;
    const { outcome } = await roll(operator, { id: old.id, graceDays: 1 });
    expect(await scopesOfKey(outcome!.secret!)).toEqual(['billing:write', 'organizations:read']);
    await setOperatorTo('dismiss');
    // With the scopes that the gateway still remembers, and with those that are left.
    for (const [caller, code] of [
      [operator, 'OPERATOR_SCOPE'],
      [limitedTo(operator, ...CUSTOMER_SCOPES), 'SCOPE_NOT_HELD'],
    ] as const) {
      expect((await roll(caller, { id: old.id, graceDays: 0 })).outcome).toEqual(refusal(code, 'id'));
    }
  });

  it('is not made while the organization is being dismissed', async () => {
    const dismissal = subgraph.database.createQueryRunner();
    await dismissal.startTransaction();
    await dismissal.query('UPDATE accounts.organization SET operator_since = NULL WHERE id = $1', [
      OPERATOR_ORGANIZATION.id,
    ]);
    const creation = create(operator, BILLING);
    while ((await waitingForLocks(subgraph.database)) === 0);
    await dismissal.commitTransaction();
    await dismissal.release();
    expect((await creation).outcome).toEqual(refusal('OPERATOR_SCOPE', 'scopes'));
  });
});

describe('the command', () => {
  it('says what it did, and doing it again changes nothing', async () => {
    const since = () =>
      subgraph.database.query<unknown>('SELECT operator_since FROM accounts.organization WHERE id = $1', [
        EXAMPLE_ORGANIZATION.id,
      ]);
    const first = await run('appoint', EXAMPLE_ORGANIZATION.id);
    const before = await since();
    expect(first).toEqual({
      code: 0,
      stdout: `Example Association (${EXAMPLE_ORGANIZATION.id}) is now the operator’s\n`,
      stderr: '',
    });
    await setOperatorTo('appoint', EXAMPLE_ORGANIZATION.id);
    expect(await since()).toEqual(before);
    expect(await isOperator()).toBe(true);
    await setOperatorTo('dismiss', EXAMPLE_ORGANIZATION.id);
    expect(await isOperator()).toBe(false);
  });

  it('refuses in one line what it cannot do', async () => {
    expect(await run('crown', EXAMPLE_ORGANIZATION.id)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'accounts: usage: appoint|dismiss ORGANIZATION, such as appoint org_…\n',
    });
    await expect(setOperatorTo('appoint', 'org_none')).rejects.toThrow('there is no organization org_none');
  });
});

async function isOperator(): Promise<boolean> {
  const { data } = await subgraph.ask<{ organization: { isOperator: boolean } }>(
    administrator,
    `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { isOperator } }`,
  );
  return data!.organization.isOperator;
}

/** Runs the command as the operator does, in a process of its own. */
async function run(...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', join(__dirname, '../src/operator/main.ts'), ...args],
    { env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: subgraph.config.databaseUrl } },
  );
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (told.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...told };
}
