import {
  type Batch,
  byId,
  type Keyset,
  pagesByParent,
  type RequestContext,
  type Visible,
} from '@hostgraph/subgraph-kit';
import { ofReadableOrganizations } from '../organization/organization.service';
import { FtpFormerUsernameUse } from './former-username-use.type';
import { UsernameChange } from './username-change.entity';
import { UsernameMigration } from './username-migration.entity';
import type { UsernameOutcome } from './username-outcome';

/** Whether the caller has what only an operator has, for all customers (docs/adr/0015). */
export const isOperator = ({ principal }: RequestContext): boolean =>
  principal.scopes.includes('hosting:operate');

/** Those of platforms tell of all customers, so their organization's members do not see them as such. */
export const isVisible: Visible = (ctx, parameter) =>
  isOperator(ctx)
    ? `item.platforms IS NOT NULL OR ${ofReadableOrganizations(ctx, parameter)}`
    : `item.platforms IS NULL AND ${ofReadableOrganizations(ctx, parameter)}`;

export const migrationsById = byId(UsernameMigration, isVisible);

const keyset: Keyset = { columns: { account_id: 'text' }, direction: 'ASC' };

/** Which of a migration's changes. */
export interface ChangeFilter {
  readonly outcome: UsernameOutcome | null;
  readonly isFormerUsernameUsed: boolean | null;
}

const IS_USED = `EXISTS (SELECT FROM hosting.former_username_use AS used
  WHERE used.migration_id = item.migration_id AND used.account_id = item.account_id)`;

const pagesOf = ({ outcome, isFormerUsernameUsed }: ChangeFilter) =>
  pagesByParent({
    entity: UsernameChange,
    parentColumn: 'migration_id',
    keyset,
    visible: (_ctx, parameter) =>
      [
        outcome === null ? 'true' : `item.outcome = ${parameter(outcome)}`,
        isFormerUsernameUsed === null ? 'true' : `${IS_USED} = ${isFormerUsernameUsed}`,
      ].join(' AND '),
  });

const pages = new Map<string, ReturnType<typeof pagesOf>>();

/** One batch for each filter, so that siblings share a statement. */
export function changesOfMigration(filter: ChangeFilter): ReturnType<typeof pagesOf> {
  const name = `${filter.outcome}:${filter.isFormerUsernameUsed}`;
  const known = pages.get(name) ?? pagesOf(filter);
  pages.set(name, known);
  return known;
}

interface UseRow {
  readonly key: string;
  readonly accepted_count: number;
  readonly refused_count: number;
  readonly last_at: Date;
  readonly reminded_at: Date | null;
}

const byKey = (rows: readonly UseRow[]): Map<string, FtpFormerUsernameUse> =>
  new Map(
    rows.map((row) => [
      row.key,
      Object.assign(new FtpFormerUsernameUse(), {
        acceptedCount: row.accepted_count,
        refusedCount: row.refused_count,
        lastAt: row.last_at,
        remindedAt: row.reminded_at,
      }),
    ]),
  );

/** Who still uses a former username, for accounts that the caller sees. */
export const usesOfAccounts: Batch<string, FtpFormerUsernameUse> = async ({ database }, accountIds) =>
  byKey(
    await database.query(
      `SELECT DISTINCT ON (used.account_id) used.account_id AS key, used.* FROM hosting.former_username_use AS used
         JOIN hosting.username_change_in_force AS change USING (migration_id, account_id)
       WHERE account_id = ANY ($1) ORDER BY used.account_id, used.last_at DESC`,
      [accountIds],
    ),
  );

/** The same for one migration: the key is its id, a space, and that of the account. */
export const usesOfChanges: Batch<string, FtpFormerUsernameUse> = async ({ database }, keys) =>
  byKey(
    await database.query(
      `SELECT key, used.* FROM unnest($1::text[]) AS key JOIN hosting.former_username_use AS used
         ON migration_id = split_part(key, ' ', 1) AND account_id = split_part(key, ' ', 2)`,
      [keys],
    ),
  );

/** The username that an account had before the change that is in force, for accounts that the caller sees. */
export const formerUsernames: Batch<string, string> = async ({ database }, accountIds) => {
  const rows: { account_id: string; former_username: string }[] = await database.query(
    `SELECT DISTINCT ON (account_id) account_id, former_username FROM hosting.username_change_in_force
     WHERE account_id = ANY ($1) ORDER BY account_id, grace_ends_at DESC NULLS FIRST`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, row.former_username]));
};
