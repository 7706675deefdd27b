import {
  type Connection,
  type ConnectionArgs,
  isOneOf,
  load,
  loadOrNotFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { HostingAuditAction } from '../audit-event/audit-action';
import { MigrationStatus } from './migration-status';
import type { UsernameChange } from './username-change.entity';
import type { UsernameMigration } from './username-migration.entity';
import { MAX_ATOMIC_ACCOUNTS, refusal } from './username-migration.errors';
import type { ApplyFtpUsernameMigrationInput } from './username-migration.inputs';
import { migrateUsernames } from './username-migration.job';
import { type ChangeFilter, changesOfMigration, migrationsById } from './username-migration.loaders';
import type { MigrationOutcome } from './username-migration.payloads';
import { changeMigration, migrationAfter, tellOrganizations } from './username-migration.store';
import { AMONG_ACCOUNTS, IN_PLATFORMS, PLAN_IS_OUTDATED } from './username-plan.sql';

const { PLANNING, PLANNED, APPLYING, APPLIED, STOPPED, ROLLING_BACK, ROLLED_BACK } = MigrationStatus;
const { FINALISED, CANCELLED, FAILED } = MigrationStatus;

/** @throws NOT_FOUND */
export const getMigration = (ctx: RequestContext, id: string): Promise<UsernameMigration> =>
  loadOrNotFound(ctx, migrationsById, id, 'Migration');

export const listChanges = (
  ctx: RequestContext,
  { id }: UsernameMigration,
  filter: ChangeFilter,
  page: ConnectionArgs,
): Promise<Connection<UsernameChange> | null> => load(ctx, changesOfMigration(filter), pageKey(id, page));

/** @returns null while the plan is not complete */
export const planHashOf = ({ status, planDigest }: UsernameMigration): string | null =>
  isOneOf(status, PLANNING, FAILED) || planDigest.length === 0 ? null : planDigest.toString('hex');

/**
 * Starts to change the usernames, or goes on after a stop; doing it twice changes nothing.
 *
 * @throws NOT_FOUND
 */
export const applyMigration = (
  ctx: RequestContext,
  input: ApplyFtpUsernameMigrationInput,
): Promise<MigrationOutcome> =>
  changeMigration(ctx, input.migrationId, async (manager, migration) => {
    if (planHashOf(migration) !== input.planHash) return refused(migration, 'PLAN_HASH_MISMATCH', 'planHash');
    if (isOneOf(migration.status, APPLYING, APPLIED)) return { migration, userErrors: [] };
    if (!isOneOf(migration.status, PLANNED, STOPPED)) return notReady(migration);
    if (await isAnotherRunning(manager, migration))
      return refused(migration, 'MIGRATION_RUNNING', 'migrationId');
    if (input.isAtomic && (await plannedChanges(manager, migration)) > MAX_ATOMIC_ACCOUNTS) {
      return refused(migration, 'TOO_MANY_FOR_ONE_STEP', 'isAtomic');
    }
    if (await isOutdated(manager, migration)) return refused(migration, 'PLAN_OUTDATED', 'planHash');
    await manager.query(
      `UPDATE hosting.username_migration SET status = 'APPLYING', is_atomic = $2, accepts_former_usernames = $3,
         applied_at = coalesce(applied_at, now()),
         grace_ends_at = coalesce(grace_ends_at, now() + $4 * interval '1 day')
       WHERE id = $1`,
      [migration.id, input.isAtomic, input.acceptsFormerUsernames, input.graceDays],
    );
    await ctx.jobs.enqueue(manager, migrateUsernames, migration.id);
    return after(ctx, manager, migration, HostingAuditAction.APPLY_FTP_USERNAME_MIGRATION);
  });

/**
 * Ends a plan, or stops what is being applied or rolled back behind the present batch.
 *
 * @throws NOT_FOUND
 */
export const cancelMigration = (ctx: RequestContext, migrationId: string): Promise<MigrationOutcome> =>
  changeMigration(ctx, migrationId, async (manager, migration) => {
    const { id, status } = migration;
    if (isOneOf(status, CANCELLED, STOPPED)) return { migration, userErrors: [] };
    const isRunning = isOneOf(status, APPLYING, ROLLING_BACK);
    if (!isRunning && !isOneOf(status, PLANNING, PLANNED)) return notReady(migration);
    await setStatus(manager, id, isRunning ? STOPPED : CANCELLED);
    return after(ctx, manager, migration, HostingAuditAction.CANCEL_FTP_USERNAME_MIGRATION);
  });

/**
 * Starts to restore the usernames of before.
 *
 * @throws NOT_FOUND
 */
export const rollBackMigration = (ctx: RequestContext, migrationId: string): Promise<MigrationOutcome> =>
  changeMigration(ctx, migrationId, async (manager, migration) => {
    const { id, status, graceEndsAt } = migration;
    if (isOneOf(status, ROLLING_BACK, ROLLED_BACK)) return { migration, userErrors: [] };
    if (!isOneOf(status, APPLIED, STOPPED)) return notReady(migration);
    if (graceEndsAt && graceEndsAt <= new Date()) return refused(migration, 'GRACE_OVER', 'migrationId');
    if (await isAnotherRunning(manager, migration))
      return refused(migration, 'MIGRATION_RUNNING', 'migrationId');
    await setStatus(manager, id, ROLLING_BACK);
    await ctx.jobs.enqueue(manager, migrateUsernames, id);
    return after(ctx, manager, migration, HostingAuditAction.ROLL_BACK_FTP_USERNAME_MIGRATION);
  });

/**
 * Makes the new usernames final; doing it twice changes nothing.
 *
 * @throws NOT_FOUND
 */
export const finaliseMigration = (ctx: RequestContext, migrationId: string): Promise<MigrationOutcome> =>
  changeMigration(ctx, migrationId, async (manager, migration) => {
    if (migration.status === FINALISED) return { migration, userErrors: [] };
    if (migration.status !== APPLIED) return notReady(migration);
    await setStatus(manager, migration.id, FINALISED);
    return after(ctx, manager, migration, HostingAuditAction.FINALISE_FTP_USERNAME_MIGRATION);
  });

const setStatus = (manager: EntityManager, id: string, status: MigrationStatus): Promise<unknown> =>
  manager.query('UPDATE hosting.username_migration SET status = $2 WHERE id = $1', [id, status]);

async function after(
  ctx: RequestContext,
  manager: EntityManager,
  migration: UsernameMigration,
  action: HostingAuditAction,
): Promise<MigrationOutcome> {
  await tellOrganizations(ctx, manager, migration, action);
  return migrationAfter(ctx, manager, migration, action);
}

/** Whether another one changes usernames of the same accounts: those of others are no matter, and not to be told. */
async function isAnotherRunning(manager: EntityManager, { id }: UsernameMigration): Promise<boolean> {
  const running: unknown[] = await manager.query(
    `SELECT FROM hosting.username_migration AS other
     WHERE other.status IN ('APPLYING', 'ROLLING_BACK') AND EXISTS (
       SELECT FROM hosting.username_change AS change JOIN hosting.username_change AS theirs USING (account_id)
       WHERE change.migration_id = $1 AND theirs.migration_id = other.id
         AND change.new_local_part IS NOT NULL AND theirs.new_local_part IS NOT NULL)`,
    [id],
  );
  return running.length > 0;
}

async function plannedChanges(manager: EntityManager, { id }: UsernameMigration): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*)::integer AS count FROM hosting.username_change
     WHERE migration_id = $1 AND new_local_part IS NOT NULL`,
    [id],
  );
  return row?.count ?? 0;
}

/** It reads every account once, which may take longer than an answer may. */
async function isOutdated(
  manager: EntityManager,
  { id, platforms, accountIds, appliedThrough }: UsernameMigration,
): Promise<boolean> {
  await manager.query(`SET LOCAL statement_timeout = '60s'`);
  const [row]: { outdated: boolean }[] = await manager.query(
    PLAN_IS_OUTDATED.replace('__SCOPE__', platforms ? IN_PLATFORMS : AMONG_ACCOUNTS),
    [id, appliedThrough, platforms ?? accountIds],
  );
  return row?.outdated ?? true;
}

const refused = (migration: UsernameMigration, ...error: Parameters<typeof refusal>): MigrationOutcome => ({
  migration,
  userErrors: [refusal(...error)],
});

const notReady = (migration: UsernameMigration): MigrationOutcome =>
  refused(migration, 'MIGRATION_NOT_READY', 'migrationId');
