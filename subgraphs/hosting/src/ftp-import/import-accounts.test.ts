import { Readable } from 'node:stream';
import { EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { loadDemonstration } from '../demonstration/load-demonstration';
import { hostingSubgraph } from '../subgraph';
import { importAccounts, type ImportSummary, MAX_FAULTS } from './import-accounts';

const HEADER = 'organization_id,host_name,username,quota_bytes';
const SHA512 = `$6$salt$${'a'.repeat(86)}`;
const org = EXAMPLE_ORGANIZATION.id;

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
  await loadDemonstration(subgraph.database);
});

afterAll(() => subgraph.stop());

const run = (lines: readonly string[] | string, options?: { dryRun: boolean }): Promise<ImportSummary> =>
  importAccounts(
    subgraph.database,
    Readable.from([Buffer.from(typeof lines === 'string' ? lines : lines.join('\n'))]),
    options,
  );

async function everything(): Promise<unknown> {
  return subgraph.database.query(
    `SELECT (SELECT json_agg(a ORDER BY id) FROM hosting.ftp_account a) AS accounts,
       (SELECT json_agg(s ORDER BY id) FROM hosting.legacy_site s) AS sites`,
  );
}

it('adds accounts and their sites, with all that a row says', async () => {
  const columns =
    'username,host_name,organization_id,quota_bytes,password_hash,home_directory,is_read_only,is_enabled,expires_at,' +
    'allowed_networks,owner_email,owner_language,uid,gid,created_at';
  const csv =
    `\ufeff${columns}\r\n` +
    `"zoe",first.perso.ch,${org},5000,${SHA512},photos/2009/,true,false,2999-01-01T00:00:00+01:00,` +
    `192.0.2.7 2001:db8::/32,Zoe@example.test,fr,2001,2033,2005-01-01T00:00:00Z\r\n` +
    `persoch_plain,first.perso.ch,${org},9007199254740991,,,,,,,,,2001,2033,\r\n\r\n`;
  const summary = await run(csv);
  expect(summary).toEqual({ rows: 2, sites: 1, accounts: 2, faults: [], faultCount: 0 });
  const rows: unknown = await subgraph.database.query(
    `SELECT account.*, site.uid, site.gid, site.platform, site.created_at AS since FROM hosting.ftp_account AS account
     JOIN hosting.legacy_site AS site ON site.id = legacy_site_id WHERE host_name = 'first.perso.ch' ORDER BY username`,
  );
  const site = { uid: 2001, gid: 2033, platform: 'PERSO_CH', since: new Date('2005-01-01T00:00:00Z') };
  expect(rows).toMatchObject([
    {
      ...site,
      ...{ username: 'persoch_plain', prefix: 'persoch_', local_part: 'plain', password_hash: null },
      ...{
        home_directory: '/',
        is_read_only: false,
        is_enabled: true,
        expires_at: null,
        allowed_networks: [],
      },
      ...{ quota_bytes: '9007199254740991', owner_email: null, owner_language: null },
    },
    {
      ...site,
      ...{ username: 'zoe', prefix: '', password_hash: SHA512, home_directory: '/photos/2009' },
      ...{ is_read_only: true, is_enabled: false, expires_at: new Date('2998-12-31T23:00:00Z') },
      ...{ allowed_networks: ['192.0.2.7/32', '2001:db8::/32'], owner_email: 'zoe@example.test' },
      ...{ owner_language: 'fr', quota_bytes: '5000', created_at: site.since },
    },
  ]);
});

it('adds to a site that there is', async () => {
  const summary = await run([HEADER, `${org},example.perso.ch,added,1`]);
  expect(summary).toMatchObject({ sites: 0, accounts: 1, faultCount: 0 });
});

it('tells every fault with its line, and stores nothing', async () => {
  const before = await everything();
  const { faults, faultCount } = await run([
    'organization_id,host_name,username,quota_bytes,password_hash,home_directory,uid',
    `${org},good.users.ch,good,1,,,`,
    `${org},good.users.ch,b/../ad,1,,,`,
    `${org},example.test,bad,1,,,`,
    `${org},good.users.ch,bad,0,$1$md5,../..,`,
    `${org},good.users.ch,bad,1`,
    `${org},good.users.ch,ba"d,1,,,`,
    `${org},good.users.ch,GOOD,1,,,`,
    `${org},example.perso.ch,InfoManiak,1,,,`,
    `${OTHER_ORGANIZATION.id},example.perso.ch,foreign,1,,,`,
    `${OTHER_ORGANIZATION.id},good.users.ch,mixed,1,,,`,
    `${org},uid-one.users.ch,one,1,,,5000`,
    `${org},uid-two.users.ch,two,1,,,5000`,
    `${org},good.users.ch,${'a'.repeat(33)},1,,,`,
    ` ,good.users.ch,last,1e3,,,`,
  ]);
  expect(faults.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '3: username must be at most 32 ASCII letters, digits, ".", "_" and "-"',
    '4: host_name must be a name under perso.ch, users.ch or geneva-link.ch, in lower case',
    '5: quota_bytes must be a whole number from 1 to 9007199254740991',
    '5: password_hash must be a hash of crypt(3): $6$, $2a$, $2b$, $2y$ or $y$',
    '5: home_directory must be a directory within the site, without ".."',
    '6: has not as many columns as the first line',
    '7: is not well-formed: look for quotes that are not closed or not doubled',
    '8: username was in a line before, perhaps in another case',
    '9: username is that of an account that there is',
    '10: host_name is a site of another organization',
    '10: host_name has another organization_id, uid or gid in a line before',
    '11: host_name has another organization_id, uid or gid in a line before',
    '12: uid is that of another site',
    '13: uid is that of another site',
    '14: username must be at most 32 ASCII letters, digits, ".", "_" and "-"',
    '15: organization_id must be the id of an organization',
    '15: quota_bytes must be a whole number from 1 to 9007199254740991',
  ]);
  expect(faultCount).toBe(17);
  expect(await everything()).toEqual(before);
});

it('repeats nothing of a row, which may be a password', async () => {
  const { faults } = await run([
    `${HEADER},password_hash`,
    `${org},a.users.ch,a,1,hunter2`,
    `hunter2,"hunter2`,
  ]);
  expect(faults).toHaveLength(2);
  expect(JSON.stringify(faults)).not.toContain('hunter2');
});

it('stores nothing in a dry run, and says what it would', async () => {
  const before = await everything();
  const summary = await run([HEADER, `${org},dry.users.ch,dry,1`], { dryRun: true });
  expect(summary).toMatchObject({ rows: 1, sites: 1, accounts: 1, faultCount: 0 });
  expect(await everything()).toEqual(before);
});

it.each([
  ['nothing', ''],
  ['no header', `${org},a.users.ch,a,1\n`],
  ['a column that is not known', `${HEADER},is_admin\n`],
  ['a column twice', `${HEADER},username\n`],
  ['a column too few', 'organization_id,host_name,username\n'],
])('does not begin with %s for a first line', async (_name, csv) => {
  const before = await everything();
  await expect(run(csv)).rejects.toThrow(/The first line must name the columns/);
  expect(await everything()).toEqual(before);
});

it('ends when the file cannot be read', async () => {
  const broken = new Readable({
    read() {
      this.destroy(new Error('no such file'));
    },
  });
  await expect(importAccounts(subgraph.database, broken)).rejects.toThrow('no such file');
});

it('reads a large file in pieces, with as many statements for a row as for none', async () => {
  function* rows() {
    yield `${HEADER}\n`;
    for (let i = 0; i < 20_000; i++) yield `${org},many${i % 5000}.geneva-link.ch,many${i},1\n`;
  }
  const before = subgraph.statements.length;
  expect(await importAccounts(subgraph.database, Readable.from(rows()))).toEqual({
    ...{ rows: 20_000, sites: 5000, accounts: 20_000 },
    ...{ faults: [], faultCount: 0 },
  });
  expect(subgraph.statements.length - before).toBeLessThan(30);
});

it('counts all faults, and keeps the first of them', async () => {
  const bad = Array.from({ length: MAX_FAULTS + 5 }, () => `${org},x,y,z`);
  const { faults, faultCount } = await run([HEADER, ...bad]);
  expect([faults.length, faultCount]).toEqual([MAX_FAULTS, 2 * (MAX_FAULTS + 5)]);
});
