import { Readable } from 'node:stream';
import { EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { planAll, setStatus, work } from './username-world';
import { hostingSubgraph } from '../src/subgraph';
import { importAccounts, type ImportSummary } from '../src/ftp-import/import-accounts';

const HEADER = 'organization_id,host_name,username,quota_bytes';
const org = EXAMPLE_ORGANIZATION.id;

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
});
afterAll(() => subgraph.stop());

/** As a file is read. */
function* pieces(csv: Buffer): Generator<Buffer> {
  for (let start = 0; start < csv.length; start += 65_536) yield csv.subarray(start, start + 65_536);
}

const run = (csv: readonly string[] | Buffer, options?: { dryRun: boolean }): Promise<ImportSummary> =>
  importAccounts(
    subgraph.database,
    Readable.from(pieces(csv instanceof Buffer ? csv : Buffer.from(csv.join('\n')))),
    options,
  );

const told = ({ faults }: ImportSummary): string[] =>
  faults.map(({ line, message }) => `${line}: ${message}`);

async function uids(): Promise<Record<string, number>> {
  const rows: { host_name: string; uid: number }[] = await subgraph.database.query(
    'SELECT host_name, uid FROM hosting.legacy_site ORDER BY host_name',
  );
  return Object.fromEntries(rows.map(({ host_name: name, uid }) => [name, uid]));
}

async function nextUid(): Promise<number> {
  const [row]: { next: number }[] = await subgraph.database.query(
    'SELECT last_value::int + is_called::int AS next FROM hosting.legacy_site_uid',
  );
  return row!.next;
}

it('tells the line of a username that another account had and may get back', async () => {
  const accounts = ['renamed', 'deleted'].map((name) => `${org},former.perso.ch,${name},1`);
  expect(await run([HEADER, ...accounts])).toMatchObject({ accounts: 2 });
  const id = await planAll(subgraph.database);
  await setStatus(subgraph.database, id, 'APPLYING');
  await work(subgraph.database, id);
  await subgraph.database.query(`DELETE FROM hosting.ftp_account WHERE username = 'persoch_deleted'`);
  const again = [
    HEADER,
    ...['Renamed', 'deleted', 'other'].map((name) => `${org},former.perso.ch,${name},1`),
  ];
  const faults = [
    '2: username was that of an account that may still get it back: make its migration final first',
  ];
  for (const status of ['APPLIED', 'STOPPED', 'ROLLING_BACK']) {
    await setStatus(subgraph.database, id, status);
    expect(told(await run(again))).toEqual(faults);
  }
  await setStatus(subgraph.database, id, 'FINALISED');
  expect(await run(again)).toMatchObject({ accounts: 3, faultCount: 0 });
});

it.each([
  ['persoch_.x', 'username must have a letter or digit first, and after persoch_ as well'],
  ['persoch__x', 'username must have a letter or digit first, and after persoch_ as well'],
  ['persoch_-', 'username must have a letter or digit first, and after persoch_ as well'],
  ['.x', 'username must have a letter or digit first, and after persoch_ as well'],
  ['persoch_ä', 'username must be at most 32 ASCII letters, digits, ".", "_" and "-"'],
])('tells the line of the username %s', async (username, message) => {
  expect(told(await run([HEADER, `${org},a.perso.ch,${username},1`]))).toEqual([`2: ${message}`]);
});

it.each(['persoch_persoch_x', 'Persoch_.x', 'a..b'])('takes the username %s', async (username) => {
  expect(await run([HEADER, `${org},a.perso.ch,${username},1`])).toMatchObject({
    accounts: 1,
    faultCount: 0,
  });
});

describe('a time', () => {
  const row = (created: string, expires = '') =>
    run(
      [`${HEADER},created_at,expires_at`, `${org},time.perso.ch,t${Math.random()},1,${created},${expires}`],
      {
        dryRun: true,
      },
    );

  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '10000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    `2026-01-01T00:00:00.${'1'.repeat(400)}Z`,
    'infinity',
  ])('that no calendar of ours has is told with its line: %#', async (time) => {
    const message = 'must be a time such as 2026-12-31T23:59:59Z, of the years 1 to 9999';
    expect(told(await row(time, time))).toEqual([`2: expires_at ${message}`, `2: created_at ${message}`]);
  });

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-12-31T23:59:59+23:59'])(
    'is taken: %s',
    async (time) => {
      expect(await row(time, time)).toMatchObject({ faultCount: 0, accounts: 1 });
    },
  );
});

describe('a uid', () => {
  const site = (name: string, uid: number | '') => `${org},${name}.users.ch,${name},1,${uid}`;
  const columns = `${HEADER},uid`;

  it('is none that another site of the file or of the table has, whichever comes first', async () => {
    const first = await nextUid();
    expect(await run([columns, site('aa', ''), site('bb', first), site('cc', '')])).toMatchObject({
      sites: 3,
    });
    expect(await run([columns, site('dd', first + 4)])).toMatchObject({ sites: 1 });
    expect(await run([columns, site('ee', ''), site('ff', ''), site('gg', 2_147_483_647)])).toMatchObject({
      sites: 3,
    });
    expect(await uids()).toMatchObject({
      'aa.users.ch': first + 1,
      'bb.users.ch': first,
      'cc.users.ch': first + 2,
      'dd.users.ch': first + 4,
      'ee.users.ch': first + 3,
      'ff.users.ch': first + 5,
      'gg.users.ch': 2_147_483_647,
    });
  });

  it('is none of an import’s for a site that is made otherwise', async () => {
    const next = await nextUid();
    await run([columns, site('jj', next), site('kk', next + 1)]);
    await subgraph.database.query(
      `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
       VALUES ('lsi_otherwise', $1, 'USERS_CH', 'otherwise.users.ch', now())`,
      [org],
    );
    expect(await uids()).toMatchObject({ 'otherwise.users.ch': next + 2 });
  });

  it('is used up by no dry run, and by no file with a fault', async () => {
    const before = await nextUid();
    expect(await run([columns, site('hh', '')], { dryRun: true })).toMatchObject({ sites: 1, faultCount: 0 });
    expect(await run([columns, site('hh', ''), site('bb', 4711)])).toMatchObject({ faultCount: 2 });
    expect(await nextUid()).toBe(before);
  });

  it.each([999, 65_533, 65_534, 65_535, 2_147_483_648])(
    'of the system is told with its line: %d',
    async (number) => {
      const faults = told(await run([`${HEADER},uid,gid`, `${org},ii.users.ch,ii,1,${number},${number}`]));
      const message = 'must be a whole number from 1000 to 2147483647, but none of 65533 to 65535';
      expect(faults).toEqual([`2: uid ${message}`, `2: gid ${message}`]);
    },
  );
});

describe('a file of another form', () => {
  it.each([
    [HEADER.replaceAll(',', ';'), 'it has semicolons or tabs between them'],
    [HEADER.replaceAll(',', '\t'), 'it has semicolons or tabs between them'],
    ['host_name,username,quota_bytes', 'it does not name organization_id'],
    ['username,uid', 'it does not name organization_id, host_name, quota_bytes'],
    [`${HEADER},uid,uid`, 'it names uid twice'],
    [`${HEADER},hunter2`, 'its column 5 is none of these'],
  ])('is told what is wrong with its first line: %s', async (header, mistake) => {
    await expect(run([header])).rejects.toThrow(
      new RegExp(`^The first line must name the columns, .*; ${mistake}$`),
    );
  });

  it('is told where it is not UTF-8', async () => {
    const csv = `${HEADER},home_directory\n${org},a.users.ch,latin,1,/caf\xe9\n${org},a.users.ch,also,1,/\xfc\n`;
    expect(told(await run(Buffer.from(csv, 'latin1')))).toEqual([
      '2: home_directory is not UTF-8',
      '3: home_directory is not UTF-8',
    ]);
  });

  it.each([
    ['between quotes', `"${'x'.repeat(10_000_000)}"`],
    ['without', 'x'.repeat(10_000_000)],
    ['with a quote that is not closed', `"${'x'.repeat(10_000_000)}`],
  ])('is told once of a field of ten megabytes %s', async (_how, field) => {
    const { faults, faultCount } = await run([HEADER, `${org},a.users.ch,${field},1`]);
    expect([faults.map(({ line }) => line), faultCount]).toEqual([[2], 1]);
    expect(JSON.stringify(faults).length).toBeLessThan(200);
  });
});
