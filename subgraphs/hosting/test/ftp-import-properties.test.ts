import { Readable } from 'node:stream';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { importAccounts } from '../src/ftp-import/import-accounts';
import { COLUMN_NAMES, REQUIRED_COLUMNS } from '../src/ftp-import/import-columns';
import { hostingSubgraph } from '../src/subgraph';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
}, 60_000);
afterAll(() => subgraph.stop());

/** Good values of each column, and such as only just are or are not. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  organization_id: ['org_1', 'org_2', '-', 'o'.repeat(100)],
  host_name: [
    'a.perso.ch',
    'b.users.ch',
    'c.geneva-link.ch',
    `${'a'.repeat(63)}.perso.ch`,
    '-.perso.ch',
    'perso.ch',
  ],
  username: [
    'a',
    'A',
    'persoch_',
    'persoch_a',
    'Persoch_a',
    'persoch__',
    'persoch_persoch_a',
    'a'.repeat(32),
    '0.-_',
  ],
  quota_bytes: ['1', '9007199254740991', '0', '00000000000000001', '1e3', '-1', '9007199254740992'],
  password_hash: [
    `$6$salt$${'a'.repeat(86)}`,
    `$6$rounds=999999999$${'s'.repeat(16)}$${'a'.repeat(86)}`,
    `$2y$99$${'a'.repeat(53)}`,
    `$y$j9T$${'s'.repeat(86)}$${'a'.repeat(43)}`,
    `$6$$${'a'.repeat(86)}`,
  ],
  home_directory: [
    '/',
    'a',
    '/a//b/',
    '/./a',
    '/..a',
    'a/..',
    '/\u0001',
    '/a\u0000',
    `/${'d'.repeat(600)}`,
    '/e\u0301',
  ],
  is_read_only: ['true', 'false', 'TRUE'],
  is_enabled: ['true', 'false', '1'],
  expires_at: [
    '2026-12-31T23:59:59Z',
    '0001-01-01T00:00:00Z',
    '0000-12-31T23:59:59Z',
    '9999-12-31T23:59:59-23:59',
  ],
  allowed_networks: [
    '192.0.2.7',
    '192.0.2.7/24',
    '::/0',
    '::ffff:192.0.2.7',
    '2001:db8::/129',
    '0.0.0.0/0',
    '1.2.3.4/032',
  ],
  owner_email: [
    'a@b.test',
    `${'a'.repeat(64)}@b.test`,
    '"a"@b.test',
    'ü@b.test',
    `a@${'b.'.repeat(120)}test`,
  ],
  owner_language: ['en', 'EN', 'fr'],
  uid: ['1000', '2147483647', '65534', '0001000', '999'],
  gid: ['1000', '2147483647', '65535'],
  created_at: [
    '2009-03-02T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '0001-01-01T00:00:00+00:01',
  ],
};

/** The first value of each column, or nothing, but for a few. */
const cell = fc
  .integer({ min: 0, max: COLUMN_NAMES.length - 1 })
  .chain((column) =>
    fc.tuple(
      fc.constant(column),
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...VALUES[COLUMN_NAMES[column]!]!) },
        { weight: 1, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      ),
    ),
  );
const row = fc.tuple(fc.boolean(), fc.array(cell, { maxLength: 4 })).map(([isFull, cells]) =>
  COLUMN_NAMES.map((name, column) => {
    const [, other] = cells.find(([place]) => place === column) ?? [];
    return other ?? (isFull || REQUIRED_COLUMNS.includes(name) ? VALUES[name]![0]! : '');
  }),
);

it('tells every fault itself: no row is left to the database to refuse', async () => {
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
      const csv = [COLUMN_NAMES, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n');
      const { faultCount, accounts } = await importAccounts(
        subgraph.database,
        Readable.from([Buffer.from(csv)]),
        {
          dryRun: true,
        },
      );
      if (faultCount === 0) stored += accounts;
    }),
    { numRuns: 1_500, seed: 20_261_130 },
  );
  expect(stored).toBeGreaterThan(100);
}, 120_000);

/** RFC 4180, 2.7. */
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

it.each(
  Object.entries(VALUES).flatMap(([column, values]) => values.map((value) => [column, value] as const)),
)('takes or tells of the %s %j beside good ones', async (column, value) => {
  const good: Record<string, string> = {
    ...{ organization_id: 'org_1', host_name: 'good.perso.ch', username: 'good', quota_bytes: '1' },
    [column]: value,
  };
  const names = Object.keys(good);
  const csv = [names, Object.values(good)].map((cells) => cells.map(quoted).join(',')).join('\n');
  const { faultCount, accounts } = await importAccounts(
    subgraph.database,
    Readable.from([Buffer.from(csv)]),
    {
      dryRun: true,
    },
  );
  expect(faultCount + accounts).toBe(1);
});
