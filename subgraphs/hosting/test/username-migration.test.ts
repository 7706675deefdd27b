import { setTimeout } from 'node:timers/promises';
import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { codes, mutateBy, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { hostingSubgraph } from '../src/subgraph';
import { administrator, apiKeyWithoutScope, collaborator, operator, stranger } from './callers';

interface Migration {
  readonly id: string;
  readonly status: string;
  readonly planHash: string | null;
  readonly appliedCount: number;
  readonly changes: {
    nodes: { accountId: string; formerUsername: string; newUsername: string | null; outcome: string }[];
  };
}
const FIELDS = `migration { id status planHash appliedCount
  changes(first: 100) { nodes { accountId formerUsername newUsername outcome isSkipped } } }`;

let subgraph: TestSubgraph;
const mutate = mutateBy(() => subgraph);

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
});

afterAll(() => subgraph.stop());

const SITES = [
  ['lsi_a', EXAMPLE_ORGANIZATION.id, 'PERSO_CH', 'a.perso.ch'],
  ['lsi_b', OTHER_ORGANIZATION.id, 'USERS_CH', 'b.users.ch'],
];

/** A job of the test before, which still runs, locks tables in another order than TRUNCATE does. */
async function untilJobsAreDone(): Promise<void> {
  const due = `SELECT FROM hosting.job WHERE state < 'completed' AND start_after <= now()`;
  while ((await subgraph.database.query<unknown[]>(due)).length > 0) await setTimeout(20);
}

beforeEach(async () => {
  const { database } = subgraph;
  await untilJobsAreDone();
  await database.query(
    `TRUNCATE hosting.username_change, hosting.username_migration, hosting.former_username_use, hosting.ftp_account, hosting.legacy_site,
       hosting.audit_event`,
  );
  for (const site of SITES) {
    await database.query(
      `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
       VALUES ($1, $2, $3, $4, now())`,
      site,
    );
  }
  await add('ftp_1', 'lsi_a', 'infomaniak');
  await add('ftp_2', 'lsi_a', 'persoch_ready');
  await add('ftp_3', 'lsi_a', 'twin');
  await add('ftp_4', 'lsi_b', 'Twin', 'persoch_');
  await add('ftp_5', 'lsi_b', 'near');
  await add('ftp_6', 'lsi_b', 'NEAR', 'persoch_');
  await add('ftp_7', 'lsi_b', 'a-name-of-25-characters--');
  await add('ftp_8', 'lsi_b', 'Persoch_odd');
  await add('ftp_9', 'lsi_b', 'PERSOCH_');
});

const add = (id: string, site: string, localPart: string, prefix = '') =>
  subgraph.database.query(
    `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
       is_read_only, is_enabled, quota_bytes, created_at)
     SELECT $1, organization_id, id, $3, $4, '/', false, true, 1, now() FROM hosting.legacy_site WHERE id = $2`,
    [id, site, prefix, localPart],
  );
const dump = async () =>
  JSON.stringify(await subgraph.database.query('SELECT a::text FROM hosting.ftp_account AS a ORDER BY id'));
const usernames = async () =>
  Object.fromEntries(
    (
      await subgraph.database.query<{ id: string; username: string }[]>(
        'SELECT id, username FROM hosting.ftp_account ORDER BY id',
      )
    ).map(({ id, username }) => [id, username]),
  );

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

let keys = 0;
const plan = (caller: Principal, input: Record<string, unknown>) =>
  mutate<{ migration: Migration | null }>(
    caller,
    'planFtpUsernameMigration',
    { idempotencyKey: `key-number-${keys++}`, ...input },
    FIELDS,
  );
const call = (caller: Principal, verb: string, input: Record<string, unknown>) =>
  mutate<{ migration: Migration | null }>(caller, `${verb}FtpUsernameMigration`, input, FIELDS);
async function read(caller: Principal, id: string): Promise<Migration> {
  const { data } = await subgraph.ask<{ migration: Migration }>(
    caller,
    `query ($id: ID!) { migration: ftpUsernameMigration(id: $id) { ${FIELDS.slice(12, -2)} } }`,
    { id },
  );
  return data!.migration;
}

async function until(caller: Principal, id: string, ...statuses: string[]): Promise<Migration> {
  for (;;) {
    const migration = await read(caller, id);
    if (statuses.includes(migration.status)) return migration;
    await setTimeout(50);
  }
}

async function planned(caller: Principal, input: Record<string, unknown>): Promise<Migration> {
  const { outcome } = await plan(caller, input);
  expect(outcome?.userErrors).toEqual([]);
  return until(caller, outcome!.migration!.id, 'PLANNED');
}

const PLATFORMS = { platforms: ['PERSO_CH', 'USERS_CH', 'GENEVA_LINK_CH'] };

it('plans, applies and rolls back whole platforms, and says what becomes of each account', async () => {
  const before = await dump();
  const migration = await planned(operator, PLATFORMS);
  expect(await dump()).toBe(before);
  expect(migration.changes.nodes).toMatchObject([
    { formerUsername: 'infomaniak', newUsername: 'persoch_infomaniak', outcome: 'RENAMED' },
    { formerUsername: 'persoch_ready', newUsername: null, outcome: 'ALREADY_PREFIXED' },
    {
      outcome: 'COLLISION_CROSS_PLATFORM',
      newUsername: matching(/^persoch_twin-[0-9a-f]{10}$/),
    },
    { outcome: 'ALREADY_PREFIXED' },
    { outcome: 'COLLISION_EXISTING', newUsername: matching(/^persoch_near-[0-9a-f]{10}$/) },
    { outcome: 'ALREADY_PREFIXED' },
    { outcome: 'TOO_LONG', newUsername: matching(/^persoch_a-name-of-25--[0-9a-f]{10}$/) },
    { outcome: 'INVALID', newUsername: 'persoch_odd' },
    { outcome: 'INVALID', newUsername: null },
  ]);
  const { id, planHash } = migration;
  const { outcome } = await call(operator, 'apply', { migrationId: id, planHash });
  expect(outcome?.userErrors).toEqual([]);
  await until(operator, id, 'APPLIED');
  expect(await usernames()).toMatchObject({
    ftp_1: 'persoch_infomaniak',
    ftp_4: 'persoch_Twin',
    ftp_8: 'persoch_odd',
    ftp_9: 'PERSOCH_',
  });
  // The former name is nobody else's while it can come back.
  await expect(add('ftp_x', 'lsi_b', 'INFOMANIAK')).rejects.toThrow(/was another account/);

  const account = await subgraph.ask(
    administrator,
    '{ resolveFtpUsername(username: "Infomaniak") { id username formerUsername } }',
  );
  expect(account.data).toEqual({
    resolveFtpUsername: { id: 'ftp_1', username: 'persoch_infomaniak', formerUsername: 'infomaniak' },
  });

  await call(operator, 'rollback', { migrationId: id });
  await until(operator, id, 'ROLLED_BACK');
  expect(await dump()).toBe(before);
  const late = await call(operator, 'finalise', { migrationId: id });
  expect(late.outcome?.userErrors).toMatchObject([{ code: 'MIGRATION_NOT_READY' }]);
  const trail: unknown = await subgraph.database.query(
    `SELECT organization_id, array_agg(action ORDER BY occurred_at) AS actions FROM hosting.audit_event
     GROUP BY 1 ORDER BY 1`,
  );
  const told = ['APPLY_FTP_USERNAME_MIGRATION', 'ROLL_BACK_FTP_USERNAME_MIGRATION'];
  const expected = [
    {
      organization_id: DEMO_PEOPLE.operator.organizationId,
      actions: ['PLAN_FTP_USERNAME_MIGRATION', ...told],
    },
    { organization_id: EXAMPLE_ORGANIZATION.id, actions: told },
    { organization_id: OTHER_ORGANIZATION.id, actions: told },
  ];
  expect(trail).toEqual(expect.arrayContaining(expected));
});

it('lets an administrator migrate accounts of the organization, all at one moment, and finalise', async () => {
  const { id, planHash } = await planned(administrator, { accountIds: ['ftp_1', 'ftp_3'] });
  const wrong = await call(administrator, 'apply', { migrationId: id, planHash: 'f'.repeat(64) });
  expect(wrong.outcome?.userErrors).toMatchObject([
    { code: 'PLAN_HASH_MISMATCH', path: ['input', 'planHash'] },
  ]);
  await call(administrator, 'apply', { migrationId: id, planHash, isAtomic: true });
  await until(administrator, id, 'APPLIED');
  expect(await usernames()).toMatchObject({ ftp_1: 'persoch_infomaniak', ftp_5: 'near' });
  const { outcome } = await call(administrator, 'finalise', { migrationId: id });
  expect(outcome?.migration?.status).toBe('FINALISED');
  const rollback = await call(administrator, 'rollback', { migrationId: id });
  expect(rollback.outcome?.userErrors).toMatchObject([{ code: 'MIGRATION_NOT_READY' }]);
});

it('tells whose former username somebody still uses, to the operator and to the organization', async () => {
  const { id, planHash } = await planned(operator, PLATFORMS);
  await call(operator, 'apply', { migrationId: id, planHash });
  await until(operator, id, 'APPLIED');
  await subgraph.database.query(
    `SELECT hosting.record_ftp_refusal('infomaniak'), hosting.record_ftp_refusal('near')`,
  );
  const use = { acceptedCount: 0, refusedCount: 1, remindedAt: null };
  const ask = (isUsed: boolean) =>
    subgraph.ask<{ migration: { changes: { nodes: { accountId: string }[] } } }>(
      operator,
      `query ($id: ID!, $isUsed: Boolean) { migration: ftpUsernameMigration(id: $id) {
         changes(first: 100, isFormerUsernameUsed: $isUsed) { nodes {
           accountId formerUsernameUse { acceptedCount refusedCount remindedAt } } } } }`,
      { id, isUsed },
    );
  expect((await ask(true)).data?.migration.changes.nodes).toEqual([
    { accountId: 'ftp_1', formerUsernameUse: use },
    { accountId: 'ftp_5', formerUsernameUse: use },
  ]);
  expect((await ask(false)).data?.migration.changes.nodes).toHaveLength(7);
  const references = ['ftp_1', 'ftp_2'].map((account) => ({ __typename: 'FtpAccount', id: account }));
  const own = await subgraph.askEntities(
    administrator,
    '... on FtpAccount { formerUsernameUse { acceptedCount refusedCount remindedAt } }',
    references,
  );
  expect(own).toMatchObject({
    data: { _entities: [{ formerUsernameUse: use }, { formerUsernameUse: null }] },
  });
});

it.each([
  ['an account is added', () => add('ftp_new', 'lsi_a', 'late')],
  [
    'an account is deleted',
    () => subgraph.database.query(`DELETE FROM hosting.ftp_account WHERE id = 'ftp_2'`),
  ],
  [
    'an account is renamed',
    () => subgraph.database.query(`UPDATE hosting.ftp_account SET local_part = 'other' WHERE id = 'ftp_1'`),
  ],
  ['a new username is taken', () => add('ftp_new', 'lsi_b', 'InfoManiak', 'persoch_')],
])('refuses a plan when since then %s', async (_what, change) => {
  const { id, planHash } = await planned(operator, PLATFORMS);
  await change();
  const before = await dump();
  const { outcome } = await call(operator, 'apply', { migrationId: id, planHash });
  expect(outcome?.userErrors).toMatchObject([{ code: 'PLAN_OUTDATED' }]);
  expect(await dump()).toBe(before);
});

it('lets one of two that are applied at once win', async () => {
  const [one, two] = [await planned(operator, PLATFORMS), await planned(operator, PLATFORMS)];
  expect(one.planHash).toBe(two.planHash);
  const answers = await Promise.all(
    [one, two].map(({ id, planHash }) => call(operator, 'apply', { migrationId: id, planHash })),
  );
  const refusals = answers.flatMap(({ outcome }) => outcome!.userErrors.map(({ code }) => code));
  expect(refusals).toHaveLength(1);
  expect(['MIGRATION_RUNNING', 'PLAN_OUTDATED']).toContain(refusals[0]);
});

it.each([
  ['of somebody else’s accounts is no matter', 'ftp_5', OTHER_ORGANIZATION.id, []],
  ['of the same accounts has to end first', 'ftp_1', EXAMPLE_ORGANIZATION.id, ['MIGRATION_RUNNING']],
])(
  'lets one be applied while another one runs: one %s',
  async (_what, accountId, organizationId, refusals) => {
    const { id, planHash } = await planned(administrator, { accountIds: ['ftp_1'] });
    await subgraph.database.query(
      `WITH running AS (
       INSERT INTO hosting.username_migration (id, organization_id, account_ids, started_by_kind, started_by_id,
         idempotency_key, input_digest, status)
       VALUES ('fum_running', $2, ARRAY[$1], 'PERSON', 'usr_x', 'running-key', sha256('x'), 'APPLYING'))
     INSERT INTO hosting.username_change (migration_id, account_id, former_prefix, former_local_part,
       former_username, outcome, new_local_part)
     SELECT 'fum_running', id, prefix, local_part, username, 'RENAMED', local_part
     FROM hosting.ftp_account WHERE id = $1`,
      [accountId, organizationId],
    );
    const { outcome } = await call(administrator, 'apply', { migrationId: id, planHash });
    expect(outcome!.userErrors.map(({ code }) => code)).toEqual(refusals);
  },
);

it('plans once for one idempotency key', async () => {
  const input = { accountIds: ['ftp_1'], idempotencyKey: 'the-same-key' };
  const [one, two] = await Promise.all([plan(administrator, input), plan(administrator, input)]);
  expect(one.outcome?.migration?.id).toBe(two.outcome?.migration?.id);
  const other = await plan(administrator, { ...input, accountIds: ['ftp_2'] });
  expect(other.outcome?.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
});

it('shows a stranger nothing, and a member without the right nothing', async () => {
  const { id, planHash } = await planned(administrator, { accountIds: ['ftp_1'] });
  const absent = await call(stranger, 'apply', { migrationId: 'fum_none', planHash: 'x' });
  for (const caller of [stranger, collaborator]) {
    const hidden = await call(caller, 'apply', { migrationId: id, planHash });
    expect(codes(hidden.answer)).toEqual(['NOT_FOUND']);
    expect(hidden.answer).toEqual(absent.answer);
    expect(codes((await plan(caller, { accountIds: ['ftp_1'] })).answer)).toEqual(['NOT_FOUND']);
  }
  expect(codes((await plan(administrator, { accountIds: ['ftp_1', 'ftp_5'] })).answer)).toEqual([
    'NOT_FOUND',
  ]);
  expect(codes((await plan(administrator, PLATFORMS)).answer)).toEqual(['FORBIDDEN']);
  expect(codes((await plan(apiKeyWithoutScope, { accountIds: ['ftp_1'] })).answer)).toEqual(['FORBIDDEN']);
  const platforms = await planned(operator, PLATFORMS);
  const asMember = await call(administrator, 'cancel', { migrationId: platforms.id });
  expect(codes(asMember.answer)).toEqual(['NOT_FOUND']);
  const neither = await plan(administrator, {});
  expect(neither.outcome?.userErrors).toMatchObject([{ code: 'PLATFORMS_OR_ACCOUNTS' }]);
});

it.each(['near', 'nobody', "' OR true --", 'a\u0000', '%', 'x'.repeat(100)])(
  'resolves no username of strangers, or that nobody has',
  async (username) => {
    const ask = 'query ($username: String!) { resolveFtpUsername(username: $username) { id } }';
    const answer = await subgraph.ask(administrator, ask, { username });
    expect(answer).toMatchObject({
      data: { resolveFtpUsername: null },
      errors: [{ message: 'FTP account not found', extensions: { code: 'NOT_FOUND' } }],
    });
  },
);

it('asks for the former usernames of a page in one statement', async () => {
  await subgraph.ask(administrator, '{ resolveFtpUsername(username: "infomaniak") { id } }');
  const references = ['ftp_1', 'ftp_2', 'ftp_3'].map((id) => ({ __typename: 'FtpAccount', id }));
  await subgraph.askEntities(administrator, '... on FtpAccount { formerUsername }', references);
  expect(subgraph.statements).toHaveLength(2);
});
