import { normaliseEmailAddress, SafeInt } from '@hostgraph/subgraph-kit';
import { startTestSubgraph, type TestSubgraph, valuesRefused } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { hostingSubgraph } from '../src';
import { normaliseNetworks } from '../src/ftp-account/allowed-networks';
import { LOCAL_PART } from '../src/ftp-account/ftp-account.inputs';
import { normaliseHomeDirectory } from '../src/ftp-account/home-directory';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph);
});
afterAll(() => subgraph.stop());

const SEED = 20_261_130;
const sample = (texts: fc.Arbitrary<string>): string[] => fc.sample(texts, { numRuns: 2_000, seed: SEED });

const segment = fc.oneof(
  fc.constantFrom('.', '..', '...', '', ' ', '~', '%u', 'e\u0301'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const directories = (): string[] =>
  sample(fc.array(segment, { maxLength: 8 }).map((segments) => segments.join('/')))
    .concat('/a'.repeat(250), `/${'a'.repeat(255)}`, `/${'😀'.repeat(255)}`)
    .flatMap((text) => normaliseHomeDirectory(text) ?? []);

const byte = fc.integer({ min: 0, max: 255 });
const networks = (): string[] =>
  sample(
    fc.oneof(
      fc
        .tuple(byte, byte, byte, byte, fc.integer({ min: 0, max: 33 }))
        .map(([a, b, c, d, prefix]) => `${a}.${b}.${c}.${d}/${prefix}`),
      fc
        .tuple(fc.ipV6(), fc.integer({ min: 0, max: 129 }))
        .map(([address, prefix]) => `${address}/${prefix}`),
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4().map((address) => `::ffff:${address}`),
    ),
  ).flatMap((text) => normaliseNetworks([text]) ?? []);

it.each<[column: string, values: () => string[]]>([
  [
    'local_part',
    () => sample(fc.stringMatching(/^[a-zA-Z0-9._-]{1,24}$/)).filter((text) => LOCAL_PART.test(text)),
  ],
  [
    'username',
    () =>
      sample(fc.stringMatching(/^[a-zA-Z0-9._-]{20,24}$/))
        .filter((text) => LOCAL_PART.test(text))
        .map((text) => `persoch_${text}`),
  ],
  ['home_directory', directories],
  [
    'owner_email',
    () =>
      sample(fc.emailAddress())
        .concat('a@b.c')
        .flatMap((text) => normaliseEmailAddress(text) ?? []),
  ],
  ['quota_bytes', () => [1, 2 ** 31, 2 ** 53 - 1].map((bytes) => String(SafeInt.parseValue(bytes)))],
])('ftp_account.%s takes what its input takes', async (column, valuesOf) => {
  const values = valuesOf();
  expect(values.length).toBeGreaterThan(2);
  expect(await valuesRefused(subgraph.database, { table: 'hosting.ftp_account', column, values })).toEqual(
    [],
  );
});

it('ftp_account.allowed_networks takes what its input takes', async () => {
  const values = networks();
  expect(values.length).toBeGreaterThan(500);
  // Fails with what is no network to PostgreSQL.
  const taken: unknown[] = await subgraph.database.query(
    'SELECT value::cidr FROM unnest($1::text[]) AS value',
    [values],
  );
  expect(taken).toHaveLength(values.length);
});
