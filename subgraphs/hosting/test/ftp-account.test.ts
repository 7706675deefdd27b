import { EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { type Connection, Settings } from '@hostgraph/subgraph-kit';
import {
  codes,
  type Mutated,
  mutateBy,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { verify } from '@node-rs/bcrypt';
import { loadDemonstration } from '../src/demonstration/load-demonstration';
import { DEMO_ACCOUNTS, DEMO_SITES } from '../src/demonstration/records';
import { FTP_SERVER } from '../src/ftp-account/connection-settings';
import { MAX_ACCOUNTS_PER_SITE } from '../src/ftp-account/ftp-account.errors';
import { hostingSubgraph } from '../src/subgraph';
import { administrator, apiKey, collaborator, legalResponsible, stranger } from './callers';

interface FtpAccountFields {
  readonly ftpAccount: { readonly id: string; readonly username: string } | null;
  readonly password?: string | null;
  readonly isDeleted?: boolean;
}

const site = DEMO_SITES[0]!;
const account = DEMO_ACCOUNTS[0]!;
const NEW = 'ftpAccount { id username } password';
const reader = { ...apiKey, scopes: ['hosting:read'] };
const writer = { ...apiKey, scopes: ['hosting:write'] };

let subgraph: TestSubgraph;
/** Calls a mutation, of an account where nothing else is selected. */
const mutate = (
  caller: Principal | undefined,
  name: string,
  input: Readonly<Record<string, unknown>>,
  selection = 'ftpAccount { id username }',
): Promise<Mutated<FtpAccountFields>> => mutateBy(() => subgraph)(caller, name, input, selection);
let created = 0;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
  await loadDemonstration(subgraph.database);
});

afterAll(() => subgraph.stop());

const valid = (change: Readonly<Record<string, unknown>> = {}) => ({
  siteId: site.id,
  localPart: `new-${++created}`,
  quotaBytes: 1_000_000,
  idempotencyKey: `key-${created}`,
  ...change,
});
const create = (change: Readonly<Record<string, unknown>> = {}, caller = administrator, selection = NEW) =>
  mutate(caller, 'createFtpAccount', valid(change), selection);
const refusals = ({ outcome }: Mutated<FtpAccountFields>) =>
  outcome?.userErrors.map(({ code, path }) => [code, path.at(-1)]);
const idOf = ({ outcome }: Mutated<FtpAccountFields>): string => outcome!.ftpAccount!.id;

async function stored(id: string): Promise<Record<string, unknown> | undefined> {
  const [row]: Record<string, unknown>[] = await subgraph.database.query(
    'SELECT * FROM hosting.ftp_account WHERE id = $1',
    [id],
  );
  return row;
}

async function everything(): Promise<string> {
  const tables = ['ftp_account', 'ftp_account_request', 'audit_event'];
  const rows = tables.map((table) => `(SELECT json_agg(t)::text FROM hosting.${table} AS t)`);
  const [row]: { text: string }[] = await subgraph.database.query(
    `SELECT concat(${rows.join(', ')}) AS text`,
  );
  return row!.text;
}

async function auditOf(id: string): Promise<unknown> {
  const { data } = await subgraph.askEntities<{ hostingAuditEvents: Connection<{ targetId: string }> }>(
    administrator,
    '... on Organization { hostingAuditEvents(first: 100) { nodes { action targetType targetId actorKind actorId } } }',
    [{ __typename: 'Organization', id: EXAMPLE_ORGANIZATION.id }],
  );
  return data?._entities[0]?.hostingAuditEvents.nodes.filter(({ targetId }) => targetId === id);
}

describe('createFtpAccount', () => {
  it('answers the account, and its password once, of which only a hash is stored', async () => {
    const input = valid({
      localPart: 'Webmaster',
      homeDirectory: 'photos//2009/./',
      isReadOnly: true,
      expiresAt: '2999-01-01T00:00:00Z',
      allowedNetworks: ['192.0.2.7', '2001:DB8::/32', '::ffff:198.51.100.0/120', '192.0.2.7/32'],
      ownerEmail: 'Zoe@Exämple.test',
      ownerLanguage: 'FR',
    });
    const selection = `password ftpAccount { id username prefix homeDirectory isReadOnly isEnabled quotaBytes usedBytes
      expiresAt allowedNetworks ownerEmail ownerLanguage lastLoginAt passwordChangedAt site { id } }`;
    const first = await mutate(administrator, 'createFtpAccount', input, selection);
    expect(first.outcome).toEqual({
      password: expect.stringMatching(/^[0-9A-Za-z]{24}$/) as unknown,
      ftpAccount: {
        id: expect.stringMatching(/^ftp_/) as unknown,
        username: 'persoch_Webmaster',
        prefix: 'persoch_',
        homeDirectory: '/photos/2009',
        isReadOnly: true,
        isEnabled: true,
        quotaBytes: 1_000_000,
        usedBytes: 0,
        expiresAt: '2999-01-01T00:00:00.000Z',
        allowedNetworks: ['192.0.2.7/32', '2001:db8::/32', '198.51.100.0/24'],
        ownerEmail: 'zoe@xn--exmple-cua.test',
        ownerLanguage: 'FR',
        lastLoginAt: null,
        passwordChangedAt: expect.any(String) as unknown,
        site: { id: site.id },
      },
      userErrors: [],
    });
    const { password } = first.outcome!;
    const row = await stored(idOf(first));
    expect(row?.['password_hash']).toMatch(/^\$2b\$12\$/);
    expect(await verify(password!, row!['password_hash'] as string)).toBe(true);
    expect(await everything()).not.toContain(password);

    const again = await mutate(administrator, 'createFtpAccount', input, selection);
    expect(again.outcome).toEqual({ ...first.outcome, password: null });
    expect(await auditOf(idOf(first))).toEqual([
      {
        action: 'CREATE_FTP_ACCOUNT',
        targetType: 'FTP_ACCOUNT',
        targetId: idOf(first),
        actorKind: 'PERSON',
        actorId: administrator.id,
      },
    ]);
  });

  it('gives no two accounts the same password', async () => {
    const [a, b] = await Promise.all([create(), create()]);
    expect(a.outcome?.password).not.toBe(b.outcome?.password);
  });

  it('creates one account for a key, also when requests come at once', async () => {
    const input = valid();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => mutate(administrator, 'createFtpAccount', input, NEW)),
    );
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(answers.filter(({ outcome }) => outcome?.password != null)).toHaveLength(1);
    const rows: unknown[] = await subgraph.database.query(
      'SELECT id FROM hosting.ftp_account WHERE local_part = $1',
      [input.localPart],
    );
    expect(rows).toHaveLength(1);
  });

  it('refuses a key for something else, and one whose account is gone; another caller has keys of their own', async () => {
    const input = valid();
    const first = await mutate(administrator, 'createFtpAccount', input, NEW);
    const reused = [['IDEMPOTENCY_KEY_REUSED', 'idempotencyKey']];
    expect(refusals(await create({ idempotencyKey: input.idempotencyKey }))).toEqual(reused);
    expect(refusals(await create({ idempotencyKey: input.idempotencyKey }, legalResponsible))).toEqual([]);
    await mutate(administrator, 'deleteFtpAccount', { id: idOf(first) });
    expect(refusals(await mutate(administrator, 'createFtpAccount', input, NEW))).toEqual(reused);
  });

  it('refuses a username that there is, whatever its case, and lets the key be used again', async () => {
    const input = valid({ localPart: 'CLUB' });
    expect(refusals(await mutate(administrator, 'createFtpAccount', input, NEW))).toEqual([
      ['USERNAME_TAKEN', 'localPart'],
    ]);
    expect(refusals(await create({ idempotencyKey: input.idempotencyKey }))).toEqual([]);
  });

  it('keeps free what an account without prefix is going to be called', async () => {
    const id = idOf(await create({ localPart: 'Squatted' }));
    await subgraph.database.query(`UPDATE hosting.ftp_account SET prefix = '' WHERE id = $1`, [id]);
    expect(refusals(await create({ localPart: 'squatteD' }))).toEqual([['USERNAME_TAKEN', 'localPart']]);
  });

  it.each([
    ['..'],
    ['/photos/../..'],
    ['/photos/..'],
    ['a/%u'],
    ['~root'],
    ['/a\nb'],
    ['/a\u0000'],
    ['a\\b'],
    ['*'],
    ['/a\u202eb'],
    [`/${'a'.repeat(256)}`],
  ])('refuses the directory %j', async (homeDirectory) => {
    expect(refusals(await create({ homeDirectory }))).toEqual([
      ['HOME_DIRECTORY_NOT_ACCEPTED', 'homeDirectory'],
    ]);
  });

  it.each([
    ['', '/'],
    ['////', '/'],
    ['./a/./b//', '/a/b'],
    ['/..photos/.well-known', '/..photos/.well-known'],
    ['/e\u0301te\u0301 2009', '/\u00e9t\u00e9 2009'],
  ])('takes the directory %j for %j', async (homeDirectory, expected) => {
    const answer = await create({ homeDirectory });
    expect((await stored(idOf(answer)))?.['home_directory']).toBe(expected);
  });

  it.each([
    ['192.0.2.1/24'],
    ['192.0.2.0/33'],
    ['192.0.2.0/'],
    ['192.0.2.0/024'],
    ['127.1'],
    ['0x7f.0.0.1'],
    ['010.0.0.1'],
    ['fe80::1%eth0'],
    ['::ffff:192.0.2.0/64'],
    ['2001:db8::1/32'],
    ['example.test'],
    ['{}'],
    [''],
  ])('refuses the network %j', async (network) => {
    const answer = await create({ allowedNetworks: ['192.0.2.0/24', network] });
    expect(refusals(answer)).toEqual([['NETWORK_NOT_ACCEPTED', 'allowedNetworks']]);
  });

  it('tells all that is wrong at once, and creates nothing', async () => {
    const before = await everything();
    const answer = await create({
      homeDirectory: '..',
      allowedNetworks: ['x'],
      expiresAt: '2001-01-01T00:00:00Z',
    });
    expect(refusals(answer)).toEqual([
      ['HOME_DIRECTORY_NOT_ACCEPTED', 'homeDirectory'],
      ['NETWORK_NOT_ACCEPTED', 'allowedNetworks'],
      ['EXPIRY_NOT_ACCEPTED', 'expiresAt'],
    ]);
    expect(await everything()).toBe(before);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an empty name', { localPart: '' }],
    ['a name that is too long', { localPart: 'a'.repeat(25) }],
    ['a name with the prefix', { localPart: 'Persoch_x' }],
    ['a name beyond ASCII', { localPart: 'zoé' }],
    ['a name with a quote', { localPart: "a'--" }],
    ['a name that ends a line', { localPart: 'a\n' }],
    ['no quota', { quotaBytes: 0 }],
    ['a quota that JSON cannot carry', { quotaBytes: 2 ** 53 }],
    ['half a byte', { quotaBytes: 1.5 }],
    ['too many networks', { allowedNetworks: Array.from({ length: 51 }, (_, i) => `192.0.2.${i}`) }],
    ['a network of megabytes', { allowedNetworks: ['1'.repeat(500_000)] }],
    ['a directory of megabytes', { homeDirectory: '/a'.repeat(250_000) }],
    ['no e-mail address', { ownerEmail: 'x' }],
    ['another language', { ownerLanguage: 'fr' }],
    ['an empty key', { idempotencyKey: '' }],
    ['a key with a line break', { idempotencyKey: 'a\nb' }],
    ['no date', { expiresAt: 'tomorrow' }],
  ])('does not understand %s', async (_name, change) => {
    expect(codes((await create(change)).answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('stops at the most accounts that a site can have', async () => {
    const many = DEMO_SITES[1]!;
    await subgraph.database.query(
      `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
         is_read_only, is_enabled, quota_bytes, created_at)
       SELECT 'ftp_many' || i, organization_id, id, 'persoch_', 'many' || i, '/', false, true, 1, now()
       FROM hosting.legacy_site, generate_series(4, $2) AS i WHERE id = $1`,
      [many.id, MAX_ACCOUNTS_PER_SITE],
    );
    // Two were there, and one more fits: of two at once, one is refused.
    const answers = await Promise.all([create({ siteId: many.id }), create({ siteId: many.id })]);
    expect(answers.flatMap(refusals)).toEqual([['FTP_ACCOUNT_LIMIT_REACHED', 'siteId']]);
  });

  it.each(['lsi_none', 'lsi_\u0000', "' OR true --", 'x'.repeat(500_000)])(
    'finds no site under a hostile id',
    async (siteId) => {
      expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(codes((await create({ siteId })).answer)?.[0]);
    },
  );
});

describe('who may', () => {
  const mutations: [string, Record<string, unknown>][] = [
    ['createFtpAccount', valid()],
    ['updateFtpAccount', { id: account.id, quotaBytes: 5 }],
    ['rotateFtpPassword', { id: account.id }],
    ['enableFtpAccount', { id: account.id }],
    ['disableFtpAccount', { id: account.id }],
    ['deleteFtpAccount', { id: account.id }],
    ['deleteFtpAccount', { id: account.id, dryRun: true }],
  ];

  it.each(mutations)(
    '%s answers strangers and collaborators as if there were nothing',
    async (name, input) => {
      const before = await everything();
      const absent = await mutate(stranger, name, {
        ...input,
        ...('id' in input ? { id: 'ftp_none' } : { siteId: 'lsi_none' }),
      });
      for (const caller of [stranger, collaborator]) {
        const { answer } = await mutate(caller, name, input);
        expect(codes(answer)).toEqual(['NOT_FOUND']);
        expect(answer).toEqual(absent.answer);
      }
      expect(await everything()).toBe(before);
    },
  );

  it.each(mutations)('%s needs the scope', async (name, input) => {
    const before = await everything();
    const { answer } = await mutate(reader, name, input);
    expect(answer.errors).toMatchObject([{ message: 'This credential lacks the scope hosting:write' }]);
    expect(codes((await mutate(undefined, name, input)).answer)).toEqual(['UNAUTHENTICATED']);
    expect(await everything()).toBe(before);
  });

  it('lets a partner’s key that may write do all, and see what it writes', async () => {
    const { outcome } = await create({}, writer);
    const { id } = outcome!.ftpAccount!;
    for (const name of ['updateFtpAccount', 'rotateFtpPassword', 'disableFtpAccount', 'deleteFtpAccount']) {
      expect((await mutate(writer, name, { id })).outcome?.userErrors).toEqual([]);
    }
    expect(await auditOf(id)).toMatchObject(
      [
        'DELETE_FTP_ACCOUNT',
        'DISABLE_FTP_ACCOUNT',
        'ROTATE_FTP_PASSWORD',
        'UPDATE_FTP_ACCOUNT',
        'CREATE_FTP_ACCOUNT',
      ].map((action) => ({ action, actorKind: 'API_KEY', actorId: writer.id })),
    );
  });

  it('keeps the audit trail from those who may not read it', async () => {
    const ask = (caller: Principal) =>
      subgraph.askEntities(caller, '... on Organization { hostingAuditEvents(first: 1) { nodes { id } } }', [
        { __typename: 'Organization', id: EXAMPLE_ORGANIZATION.id },
      ]);
    expect(codes(await ask(reader))).toEqual(['FORBIDDEN']);
    expect(codes(await ask(collaborator))).toEqual(['FORBIDDEN']);
    expect((await ask(stranger)).data).toEqual({ _entities: [null] });
  });
});

describe('updateFtpAccount', () => {
  const FIELDS =
    'ftpAccount { id username homeDirectory isReadOnly quotaBytes expiresAt allowedNetworks ownerEmail ownerLanguage }';

  it('changes what is named, leaves the rest, and forgets what is null', async () => {
    const id = idOf(
      await create({
        expiresAt: '2999-01-01T00:00:00Z',
        ownerEmail: 'a@example.test',
        ownerLanguage: 'DE',
        allowedNetworks: ['192.0.2.0/24'],
      }),
    );
    const before = await stored(id);
    const { outcome } = await mutate(
      administrator,
      'updateFtpAccount',
      { id, homeDirectory: 'a', isReadOnly: true },
      FIELDS,
    );
    expect(outcome?.ftpAccount).toMatchObject({
      homeDirectory: '/a',
      isReadOnly: true,
      quotaBytes: 1_000_000,
      expiresAt: '2999-01-01T00:00:00.000Z',
      ownerLanguage: 'DE',
      allowedNetworks: ['192.0.2.0/24'],
    });
    const cleared = await mutate(
      administrator,
      'updateFtpAccount',
      {
        id,
        ...{ expiresAt: null, ownerEmail: null, ownerLanguage: null, allowedNetworks: [] },
        ...{ homeDirectory: null, isReadOnly: null, quotaBytes: null },
      },
      FIELDS,
    );
    expect(cleared.outcome?.ftpAccount).toMatchObject({
      ...{ expiresAt: null, ownerEmail: null, ownerLanguage: null, allowedNetworks: [] },
      ...{ homeDirectory: '/a', isReadOnly: true, quotaBytes: 1_000_000 },
    });
    const untouched = ['password_hash', 'password_changed_at', 'username', 'created_at'];
    const after = await stored(id);
    for (const column of untouched) expect(after?.[column]).toEqual(before?.[column]);
  });

  it('changes nothing when something is wrong', async () => {
    const id = idOf(await create());
    const before = await everything();
    const answer = await mutate(administrator, 'updateFtpAccount', {
      ...{
        id,
        isReadOnly: true,
        homeDirectory: '../x',
        allowedNetworks: ['y'],
        expiresAt: '2001-01-01T00:00:00Z',
      },
    });
    expect(refusals(answer)).toHaveLength(3);
    expect(await everything()).toBe(before);
  });
});

describe('rotateFtpPassword', () => {
  it('ends the former password, and stores none of the two', async () => {
    const first = await create();
    const id = idOf(first);
    const { outcome } = await mutate(administrator, 'rotateFtpPassword', { id }, NEW);
    const hash = (await stored(id))!['password_hash'] as string;
    expect(await verify(outcome!.password!, hash)).toBe(true);
    expect(await verify(first.outcome!.password!, hash)).toBe(false);
    const text = await everything();
    for (const { password } of [outcome!, first.outcome!]) expect(text).not.toContain(password);
  });
});

it('switches an account off and on', async () => {
  const id = idOf(await create());
  for (const [name, isEnabled] of [
    ['disableFtpAccount', false],
    ['disableFtpAccount', false],
    ['enableFtpAccount', true],
  ] as const) {
    const { outcome } = await mutate(administrator, name, { id }, 'ftpAccount { id username isEnabled }');
    expect(outcome).toMatchObject({ ftpAccount: { isEnabled }, userErrors: [] });
    expect((await stored(id))?.['is_enabled']).toBe(isEnabled);
  }
});

it('deletes an account, unless it is asked only to tell', async () => {
  const id = idOf(await create());
  const selection = 'isDeleted ftpAccount { id username site { hostName } }';
  const rehearsal = await mutate(administrator, 'deleteFtpAccount', { id, dryRun: true }, selection);
  expect(rehearsal.outcome).toMatchObject({ isDeleted: false, ftpAccount: { id }, userErrors: [] });
  expect(await auditOf(id)).toMatchObject([{ action: 'CREATE_FTP_ACCOUNT' }]);
  const { outcome } = await mutate(administrator, 'deleteFtpAccount', { id }, selection);
  expect(outcome).toMatchObject({ isDeleted: true, ftpAccount: { id, site: { hostName: site.host_name } } });
  expect(await stored(id)).toBeUndefined();
  expect(codes((await mutate(administrator, 'deleteFtpAccount', { id }, selection)).answer)).toEqual([
    'NOT_FOUND',
  ]);
});

it('tells how to sign in, in every form without the password', async () => {
  const { data } = await subgraph.ask<{
    ftpAccount: { connectionSettings: { examples: Record<string, string> } };
  }>(
    administrator,
    `query ($id: ID!) { ftpAccount(id: $id) { connectionSettings {
       host port encryption username examples { fileZilla lftp curl } } } }`,
    { id: account.id },
  );
  const { examples, ...settings } = data!.ftpAccount.connectionSettings;
  expect(settings).toEqual({
    host: 'localhost',
    port: 21,
    encryption: 'EXPLICIT_TLS',
    username: 'infomaniak',
  });
  expect(examples['lftp']).toBe(
    'lftp -u infomaniak -e "set ftp:ssl-force true; set ftp:ssl-protect-data true" ftp://localhost:21',
  );
  expect(examples['curl']).toBe('curl --ssl-reqd --user infomaniak ftp://localhost:21/');
  expect(examples['fileZilla']).toMatch(/<Protocol>4<\/Protocol>[^]*<User>infomaniak<\/User>/);
});

it('says where its own server is, whatever another subgraph in this process was told', async () => {
  const settings = new Settings().set(FTP_SERVER, { host: 'ftp.example.test', port: 2121 });
  const other = await startTestSubgraph(hostingSubgraph, { settings });
  try {
    await loadDemonstration(other.database);
    const hosts = [other, subgraph].map(async (asked) => {
      const { data } = await asked.ask<{ ftpAccount: { connectionSettings: { host: string } } }>(
        administrator,
        'query ($id: ID!) { ftpAccount(id: $id) { connectionSettings { host } } }',
        { id: account.id },
      );
      return data!.ftpAccount.connectionSettings.host;
    });
    expect(await Promise.all(hosts)).toEqual(['ftp.example.test', 'localhost']);
  } finally {
    await other.stop();
  }
});
