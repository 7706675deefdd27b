import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { hostingSubgraph } from '../src/subgraph';
import {
  dump,
  type GivenAccount,
  planAll,
  setAccounts,
  setStatus,
  sharedLogins,
  work,
} from './username-world';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
}, 60_000);

afterAll(() => subgraph.stop());

/** Few letters, so that names collide; prefixes within prefixes; lengths around the limits; what no name may have. */
const localPart = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[abAB]{1,2}$/) },
  { weight: 3, arbitrary: fc.stringMatching(/^(persoch_|Persoch_|PERSOCH_){1,2}[ab_.-]{0,2}$/) },
  { weight: 3, arbitrary: fc.stringMatching(/^[aA]{23,25}b?$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^a{30,33}$/) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('ſ', 'K', 'İ', 'ß', 'аb', 'persoch‗a', 'a\u0000', "a'--", 'persochXa'),
  },
);
const accounts: fc.Arbitrary<GivenAccount[]> = fc.array(
  fc.record({
    prefix: fc.constantFrom('', '', '', 'persoch_'),
    localPart,
    platform: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 25 },
);

it('gives nobody another’s username, and restores every byte', async () => {
  const { database } = subgraph;
  await fc.assert(
    fc.asyncProperty(accounts, async (given) => {
      const count = await setAccounts(database, given);
      const before = await dump(database);
      const owners: { id: string; username: string }[] = await database.query(
        'SELECT id, username FROM hosting.ftp_account',
      );
      const id = await planAll(database);
      expect(await dump(database)).toBe(before);
      const again = await planAll(database);
      const hashes: { plan_digest: Buffer; status: string }[] = await database.query(
        'SELECT plan_digest, status FROM hosting.username_migration WHERE id = ANY ($1)',
        [[id, again]],
      );
      expect(hashes.map(({ status }) => status)).toEqual(['PLANNED', 'PLANNED']);
      expect(hashes[0]?.plan_digest).toEqual(hashes[1]?.plan_digest);

      await database.query(
        `UPDATE hosting.username_migration SET status = 'APPLYING', accepts_former_usernames = true WHERE id = $1`,
        [id],
      );
      await work(database, id);
      expect(await sharedLogins(database)).toEqual([]);
      const after: {
        id: string;
        username: string;
        outcome: string;
        planned: string | null;
        skipped: boolean;
      }[] = await database.query(
        `SELECT account.id, username, outcome, 'persoch_' || new_local_part AS planned, is_skipped AS skipped
           FROM hosting.ftp_account AS account JOIN hosting.username_change AS change ON account.id = account_id
           WHERE migration_id = $1`,
        [id],
      );
      expect(after).toHaveLength(count);
      for (const { id: accountId, username, outcome, planned, skipped } of after) {
        const own = owners.find((owner) => owner.id === accountId)!.username;
        expect(skipped).toBe(false);
        expect(username).toBe(planned ?? own);
        if (outcome === 'RENAMED') expect(username).toBe(`persoch_${own}`);
        if (outcome === 'ALREADY_PREFIXED') expect(username).toBe(own);
        const takenFrom = owners.filter(
          (owner) => owner.id !== accountId && owner.username.toLowerCase() === username.toLowerCase(),
        );
        expect(takenFrom).toEqual([]);
        expect(username).toMatch(/^.{1,32}$/);
      }

      await setStatus(database, id, 'ROLLING_BACK');
      await work(database, id);
      expect(await dump(database)).toBe(before);
      expect(await sharedLogins(database)).toEqual([]);
    }),
    { numRuns: 150, seed: 20_261_126 },
  );
}, 120_000);
