import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { hostingSubgraph } from '../src/subgraph';
import {
  changeBatch,
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

/** What may happen to a migration, and beside it, in any order. */
type Step =
  | { readonly do: 'apply' | 'rollBack'; readonly batch: number }
  | { readonly do: 'take'; readonly nth: number }
  | { readonly do: 'delete'; readonly nth: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom('apply' as const, 'apply' as const, 'rollBack' as const),
      batch: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ do: fc.constant('take' as const), nth: fc.nat(30) }),
    fc.record({ do: fc.constant('delete' as const), nth: fc.nat(30) }),
  ),
  { maxLength: 20 },
);

it('keeps one truth of every account, wherever it is stopped, and whoever comes and goes meanwhile', async () => {
  const { database } = subgraph;
  await fc.assert(
    fc.asyncProperty(accounts, steps, async (given, happening) => {
      await setAccounts(database, given);
      const owners: { id: string; row: string }[] = await database.query(
        'SELECT id, account::text AS row FROM hosting.ftp_account AS account',
      );
      const id = await planAll(database);
      const first: Step = { do: 'apply', batch: 2 };
      const last = Array<Step>(20).fill({ do: 'rollBack', batch: 5 });
      for (const step of [first, ...happening, ...last]) {
        await happen(id, step);
        expect(await untruths(id)).toEqual([]);
        expect(await sharedLogins(database)).toEqual([]);
      }
      const [migration] = await database.query<{ status: string; applied_count: number }[]>(
        'SELECT status, applied_count FROM hosting.username_migration WHERE id = $1',
        [id],
      );
      expect(migration).toEqual({ status: 'ROLLED_BACK', applied_count: 0 });
      const left: { id: string; row: string }[] = await database.query(
        `SELECT id, account::text AS row FROM hosting.ftp_account AS account WHERE id NOT LIKE 'taker%'`,
      );
      for (const { id: accountId, row } of left) {
        expect(row).toBe(owners.find((owner) => owner.id === accountId)!.row);
      }
    }),
    { numRuns: 150, seed: 20_261_130 },
  );
}, 240_000);

/** Lets a step happen if it can. */
async function happen(migrationId: string, step: Step): Promise<void> {
  const { database } = subgraph;
  if (step.do === 'delete') {
    await database.query(
      'DELETE FROM hosting.ftp_account WHERE id = (SELECT id FROM hosting.ftp_account ORDER BY id OFFSET $1 LIMIT 1)',
      [step.nth],
    );
  } else if (step.do === 'take') {
    // As an import does, it takes what somebody is to get.
    await database.query(
      `INSERT INTO hosting.ftp_account (id, organization_id, legacy_site_id, prefix, local_part, home_directory,
         is_read_only, is_enabled, quota_bytes, created_at)
       SELECT 'taker' || gen_random_uuid(), 'org_1', 'lsi_1', 'persoch_', new_local_part, '/', false, true, 1, now()
       FROM hosting.username_change WHERE migration_id = $1 AND new_local_part IS NOT NULL
       ORDER BY account_id OFFSET $2 LIMIT 1
       ON CONFLICT DO NOTHING`,
      [migrationId, step.nth],
    );
  } else await changeBatch(database, migrationId, step.do, step.batch);
}

/** Where an account, its change and the migration say different things. */
const untruths = (migrationId: string): Promise<unknown[]> =>
  subgraph.database.query(
    `WITH change AS (
       SELECT change.*, change.account_id <= migration.applied_through AND NOT change.is_skipped AS in_force,
         account.username
       FROM hosting.username_change AS change JOIN hosting.username_migration AS migration ON id = migration_id
         LEFT JOIN hosting.ftp_account AS account ON account.id = account_id
       WHERE migration_id = $1 AND new_local_part IS NOT NULL
     )
     SELECT 'account' AS of, account_id, username FROM change WHERE username IS NOT NULL
       AND username <> CASE WHEN in_force THEN 'persoch_' || new_local_part ELSE former_username END
     UNION ALL
     SELECT 'counts', applied_count || ' ' || skipped_count,
       (SELECT count(*) FILTER (WHERE in_force) || ' ' || count(*) FILTER (WHERE is_skipped) FROM change)
     FROM hosting.username_migration WHERE id = $1 AND (applied_count, skipped_count) IS DISTINCT FROM
       (SELECT (count(*) FILTER (WHERE in_force)::int, count(*) FILTER (WHERE is_skipped)::int) FROM change)`,
    [migrationId],
  );
