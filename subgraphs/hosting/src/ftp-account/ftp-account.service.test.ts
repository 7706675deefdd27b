import { EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import type { Connection } from '@hostgraph/subgraph-kit';
import { codes, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import {
  administrator,
  apiKey,
  apiKeyWithoutScope,
  collaborator,
  legalResponsible,
  stranger,
} from '../../test/callers';
import { loadDemonstration } from '../demonstration/load-demonstration';
import { DEMO_ACCOUNTS, DEMO_SITES } from '../demonstration/records';
import { hostingSubgraph } from '../subgraph';

interface Account {
  readonly id: string;
  readonly username: string;
  readonly site: { hostName: string };
}
type List = Record<'ftpAccounts', Connection<Account> | null>;

const account = DEMO_ACCOUNTS[0]!;
const otherAccount = DEMO_ACCOUNTS.at(-1)!;
const reference = (__typename: string, id: string) => ({ __typename, id });

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
  await loadDemonstration(subgraph.database);
});

afterAll(() => subgraph.stop());

const askAccount = (caller: Principal, id: string) =>
  subgraph.ask<{ ftpAccount: Account | null }>(
    caller,
    'query ($id: ID!) { ftpAccount(id: $id) { username } }',
    { id },
  );
const askList = (caller: Principal, organizationId: string, args = 'first: 20') =>
  subgraph.askEntities<List>(
    caller,
    `... on Organization { ftpAccounts(${args}) { nodes { id username } pageInfo { hasNextPage endCursor } } }`,
    [reference('Organization', organizationId)],
  );

it('answers every field of an account', async () => {
  const { data } = await subgraph.ask(
    administrator,
    `query ($id: ID!) { ftpAccount(id: $id) {
      username prefix localPart homeDirectory isReadOnly isEnabled quotaBytes createdAt site { hostName }
    } }`,
    { id: account.id },
  );
  expect(data).toEqual({
    ftpAccount: {
      username: 'infomaniak',
      prefix: '',
      localPart: 'infomaniak',
      homeDirectory: '/',
      isReadOnly: false,
      isEnabled: true,
      quotaBytes: 5_368_709_120,
      createdAt: '2009-03-02T09:30:00.000Z',
      site: { hostName: 'example.perso.ch' },
    },
  });
});

it.each([
  ['a legal responsible', legalResponsible],
  ['an administrator', administrator],
  ['an API key', apiKey],
])('lets %s read accounts and their list', async (_name, caller) => {
  expect(await askAccount(caller, account.id)).toMatchObject({
    data: { ftpAccount: { username: 'infomaniak' } },
  });
  const { data } = await askList(caller, EXAMPLE_ORGANIZATION.id);
  const usernames = data?._entities[0]?.ftpAccounts?.nodes.map(({ username }) => username);
  expect(usernames).toEqual(['persoch_club', 'club-old', 'infomaniak', 'photos']);
});

it('tells a collaborator which role the list needs, and nothing of an account', async () => {
  const list = await askList(collaborator, EXAMPLE_ORGANIZATION.id);
  expect(list.data).toEqual({ _entities: [{ ftpAccounts: null }] });
  expect(codes(list)).toEqual(['FORBIDDEN']);
  expect(list.errors?.[0]?.message).toMatch(/legal responsible or an administrator/);
  expect(codes(await askAccount(collaborator, account.id))).toEqual(['NOT_FOUND']);
});

it('answers a stranger as if there were nothing', async () => {
  const hidden = await askAccount(stranger, account.id);
  const absent = await askAccount(stranger, 'ftp_none');
  expect(codes(hidden)).toEqual(['NOT_FOUND']);
  expect(hidden).toEqual(absent);
  const list = await askList(stranger, EXAMPLE_ORGANIZATION.id);
  expect([list.data, list.errors]).toEqual([{ _entities: [null] }, undefined]);
});

it('refuses a credential without the scope, and gives it no account through a reference', async () => {
  expect(codes(await askAccount(apiKeyWithoutScope, account.id))).toEqual(['FORBIDDEN']);
  const list = await askList(apiKeyWithoutScope, EXAMPLE_ORGANIZATION.id);
  expect(list.errors).toMatchObject([{ message: 'This credential lacks the scope hosting:read' }]);
  expect(list.data).toEqual({ _entities: [{ ftpAccounts: null }] });
  const representation = reference('FtpAccount', account.id);
  const entities = await subgraph.askEntities(apiKeyWithoutScope, '... on FtpAccount { username }', [
    representation,
  ]);
  expect(entities.data).toEqual({ _entities: [null] });
});

it.each(['constructor', '__proto__', '', 'org_none\u0000', 'o'.repeat(500_000)])(
  'finds no organization under a hostile id',
  async (id) => {
    const { data, errors } = await askList(administrator, id);
    expect([data, errors]).toEqual([{ _entities: [null] }, undefined]);
  },
);

it.each(['ftp_\u0000', "' OR true --", '%', 'x'.repeat(100)])(
  'finds no account under a hostile id',
  async (id) => {
    expect(codes(await askAccount(administrator, id))).toEqual(['NOT_FOUND']);
  },
);

it('gives no foreign account through a reference', async () => {
  const representations = [otherAccount, account].map(({ id }) => reference('FtpAccount', id));
  const { data } = await subgraph.askEntities(
    administrator,
    '... on FtpAccount { username }',
    representations,
  );
  expect(data).toEqual({ _entities: [null, { username: 'infomaniak' }] });
});

describe('with many accounts', () => {
  const site = DEMO_SITES[2]!;

  beforeAll(() =>
    subgraph.database.query(
      `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part,
         home_directory, is_read_only, is_enabled, quota_bytes, created_at)
       SELECT format('ftp_many%s', i), $1, $2, CASE i % 2 WHEN 0 THEN '' ELSE 'persoch_' END,
         format('user%s', lpad((i / 2)::text, 3, '0')), '/', false, true, 1, now()
       FROM generate_series(0, 119) AS i`,
      [OTHER_ORGANIZATION.id, site.id],
    ),
  );

  it('resolves 100 references with one statement, and their sites with one more', async () => {
    const ids = Array.from({ length: 100 }, (_, i) => reference('FtpAccount', `ftp_many${i}`));
    const { data } = await subgraph.askEntities<Account>(stranger, '... on FtpAccount { id }', ids);
    expect(data?._entities[42]).toEqual({ id: 'ftp_many42' });
    expect(subgraph.statements).toHaveLength(1);
    const withSites = await subgraph.askEntities<Account>(
      stranger,
      '... on FtpAccount { site { hostName } }',
      ids,
    );
    expect(withSites.data?._entities[99]).toEqual({ site: { hostName: site.host_name } });
    expect(subgraph.statements).toHaveLength(2);
  });

  it('pages without gap or repetition, in one statement a page', async () => {
    const seen: string[] = [];
    let args = 'first: 25';
    for (let more = true; more;) {
      const { data } = await askList(stranger, OTHER_ORGANIZATION.id, args);
      expect(subgraph.statements).toHaveLength(1);
      const page = data!._entities[0]!.ftpAccounts!;
      seen.push(...page.nodes.map(({ username }) => username));
      args = `first: 25, after: "${page.pageInfo.endCursor!}"`;
      more = page.pageInfo.hasNextPage;
    }
    const pairs = Array.from({ length: 60 }, (_, i) => `user${String(i).padStart(3, '0')}`);
    const expected = ['other', ...pairs.flatMap((name) => [name, `persoch_${name}`])];
    expect([...seen].sort()).toEqual(expected.sort());
    // By local part; within a pair the order is that of the ids, which says nothing.
    expect(seen.map((username) => username.replace('persoch_', ''))).toEqual([
      'other',
      ...pairs.flatMap((name) => [name, name]),
    ]);
  });

  it('reads the accounts of several sites with one statement for all', async () => {
    const sites = DEMO_SITES.map(({ id }) => reference('LegacySite', id));
    const both: Principal = { ...administrator, roles: { ...administrator.roles, ...stranger.roles } };
    const { data } = await subgraph.askEntities<List>(
      both,
      '... on LegacySite { ftpAccounts(first: 2) { nodes { username } } }',
      sites,
    );
    const usernames = data?._entities.map((found) => found?.ftpAccounts?.nodes.map((node) => node.username));
    expect(usernames?.slice(0, 2)).toEqual([
      ['infomaniak', 'photos'],
      ['persoch_club', 'club-old'],
    ]);
    expect(usernames?.[2]?.[0]).toBe('other');
    // One for the references, one for the lists.
    expect(subgraph.statements).toHaveLength(2);
  });

  it.each(['first: 0', 'first: 101', 'after: "rubbish"'])('refuses a page with %s', async (args) => {
    expect(codes(await askList(stranger, OTHER_ORGANIZATION.id, args))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the table', () => {
  const columns = Object.keys(account).join(', ');
  const insert = (change: Partial<typeof account>) =>
    subgraph.database.query(
      `INSERT INTO hosting.ftp_account (${columns})
       SELECT ${columns} FROM json_populate_record(NULL::hosting.ftp_account, $1)`,
      [{ ...account, id: 'ftp_new', local_part: 'new', ...change }],
    );

  it('keeps a username once, whatever its case and however it is made up', async () => {
    await expect(insert({ local_part: 'InfoManiak' })).rejects.toThrow(/ftp_account_username/);
    await expect(insert({ prefix: '', local_part: 'persoch_CLUB' })).rejects.toThrow(/ftp_account_username/);
  });

  it.each<[string, Partial<typeof account>]>([
    ['33 characters', { local_part: 'a'.repeat(33) }],
    ['33 characters with its prefix', { prefix: 'persoch_', local_part: 'a'.repeat(25) }],
    ['an empty name', { local_part: '' }],
    ['a line break', { local_part: 'a\n' }],
    ['a path', { local_part: 'a/../b' }],
    ['a letter beyond ASCII', { local_part: 'zoé' }],
    ['another prefix', { prefix: 'users_' as 'persoch_' }],
    ['a relative directory', { home_directory: 'photos' }],
    ['a directory that climbs', { home_directory: '/photos/..' }],
    ['a directory that climbs and returns', { home_directory: '/../photos' }],
    ['a directory that is not normalised', { home_directory: '/photos/./' }],
    ['an empty segment', { home_directory: '/photos//2009' }],
    ['no quota', { quota_bytes: 0 }],
    ['a quota that JSON cannot carry', { quota_bytes: '9007199254740992' as unknown as number }],
    ["a site of another organization's", { organization_id: OTHER_ORGANIZATION.id }],
  ])('refuses %s', async (_name, change) => {
    await expect(insert(change)).rejects.toThrow(/violates (check|foreign key) constraint/);
  });

  it('takes 32 characters, a directory with dots in its names, and the largest safe quota', async () => {
    await insert({
      prefix: 'persoch_',
      local_part: 'a'.repeat(24),
      home_directory: '/..photos/2009.old/...',
      quota_bytes: Number.MAX_SAFE_INTEGER,
    });
    const answer = await subgraph.ask(
      administrator,
      '{ ftpAccount(id: "ftp_new") { username quotaBytes homeDirectory } }',
    );
    expect(answer.data).toEqual({
      ftpAccount: {
        username: `persoch_${'a'.repeat(24)}`,
        quotaBytes: 9_007_199_254_740_991,
        homeDirectory: '/..photos/2009.old/...',
      },
    });
  });
});
