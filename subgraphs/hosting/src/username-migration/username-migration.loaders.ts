import { type Batch, type Keyset, byId, pagesByParent, type Visible } from '@hostgraph/subgraph-kit';
import { ofReadableOrganizations } from '../organization/organization.service';
import { isOperator } from './operate-scope';
import { UsernameChange } from './username-change.entity';
import { UsernameMigration } from './username-migration.entity';
import type { UsernameOutcome } from './username-outcome';

/** Those of platforms tell of all customers, so their organization's members do not see them as such. */
export const isVisible: Visible = (ctx, parameter) =>
  isOperator(ctx)
    ? `item.platforms IS NOT NULL OR ${ofReadableOrganizations(ctx, parameter)}`
    : `item.platforms IS NULL AND ${ofReadableOrganizations(ctx, parameter)}`;

export const migrationsById = byId(UsernameMigration, isVisible);

const keyset: Keyset = { columns: { account_id: 'text' }, direction: 'ASC' };

const pagesOf = (outcome: UsernameOutcome | null) =>
  pagesByParent({
    entity: UsernameChange,
    parentColumn: 'migration_id',
    keyset,
    ...(outcome && { visible: (_ctx, parameter) => `item.outcome = ${parameter(outcome)}` }),
  });

const pages = new Map<UsernameOutcome | null, ReturnType<typeof pagesOf>>();

/** One batch for each outcome, so that siblings share a statement. */
export function changesOfMigration(outcome: UsernameOutcome | null): ReturnType<typeof pagesOf> {
  const known = pages.get(outcome) ?? pagesOf(outcome);
  pages.set(outcome, known);
  return known;
}

/** The username that an account had before the change that is in force, for accounts that the caller sees. */
export const formerUsernames: Batch<string, string> = async ({ database }, accountIds) => {
  const rows: { account_id: string; former_username: string }[] = await database.query(
    `SELECT DISTINCT ON (account_id) account_id, former_username FROM hosting.username_change_in_force
     WHERE account_id = ANY ($1) ORDER BY account_id, grace_ends_at DESC NULLS FIRST`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, row.former_username]));
};
