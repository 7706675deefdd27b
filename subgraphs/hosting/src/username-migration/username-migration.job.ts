import { JOB_STATEMENT_TIMEOUT, type JobDefinition, type JobRun } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { tellOwners } from '../owner-notice/owner-notice.job';
import { MigrationStatus } from './migration-status';
import { APPLY_BATCH, ROLL_BACK_BATCH } from './username-change.sql';
import { UsernameMigration } from './username-migration.entity';
import { AMONG_ACCOUNTS, DROP_SHARED_SUBSTITUTES, IN_PLATFORMS, PLAN_BATCH } from './username-plan.sql';

/** So small that those who sign in meanwhile wait a moment at most, so large that a batch costs little by itself. */
const BATCH_ACCOUNTS = 5_000;
/** After that the migration queues up again, behind others that wait. */
const TURN_MS = 20_000;

const MOVING: readonly MigrationStatus[] = [MigrationStatus.APPLYING, MigrationStatus.ROLLING_BACK];

/**
 * Plans, applies and rolls back. **A batch and the position behind it are committed together**, so a process that is
 * killed at any moment has changed each account once, and the next one goes on where it stopped.
 */
export const migrateUsernames: JobDefinition = {
  name: 'ftp-username-migration',
  async work(run, id) {
    const turnEnds = Date.now() + TURN_MS;
    let goesOn = true;
    while (goesOn) {
      goesOn = await run.database.transaction(async (transaction) => {
        await transaction.query(JOB_STATEMENT_TIMEOUT);
        const migration = await lock(transaction, id);
        if (!migration) return false;
        if (!(await step(run, transaction, migration))) {
          if (MOVING.includes(migration.status)) await run.jobs.enqueue(transaction, tellOwners, id);
          return false;
        }
        if (Date.now() < turnEnds && !run.signal.aborted) return true;
        await run.jobs.enqueue(transaction, migrateUsernames, id);
        return false;
      });
    }
  },
  async giveUp({ database }, id) {
    await database.query(
      `UPDATE hosting.username_migration
       SET status = CASE status WHEN 'PLANNING' THEN 'FAILED' ELSE 'STOPPED' END
       WHERE id = $1 AND status IN ('PLANNING', 'APPLYING', 'ROLLING_BACK')`,
      [id],
    );
  },
};

const lock = (transaction: EntityManager, id: string): Promise<UsernameMigration | null> =>
  transaction.findOne(UsernameMigration, { where: { id }, lock: { mode: 'pessimistic_write' } });

/** @returns whether more is to be done */
async function step(run: JobRun, transaction: EntityManager, migration: UsernameMigration): Promise<boolean> {
  switch (migration.status) {
    case MigrationStatus.PLANNING:
      return plan(transaction, migration);
    case MigrationStatus.APPLYING:
      return migration.isAtomic ? applyAll(transaction, migration) : applyBatch(transaction, migration);
    case MigrationStatus.ROLLING_BACK:
      return rollBack(transaction, migration);
    case MigrationStatus.PLANNED:
    case MigrationStatus.APPLIED:
    case MigrationStatus.STOPPED:
    case MigrationStatus.ROLLED_BACK:
    case MigrationStatus.FINALISED:
    case MigrationStatus.CANCELLED:
    case MigrationStatus.FAILED:
      // Cancelled, or done by an attempt that was thought lost.
      return false;
  }
}

async function plan(transaction: EntityManager, { id, platforms, accountIds }: UsernameMigration) {
  const scope = platforms ? IN_PLATFORMS : AMONG_ACCOUNTS;
  const [row] = await changed(transaction, PLAN_BATCH.replace('__SCOPE__', scope), [
    ...[id, BATCH_ACCOUNTS],
    platforms ?? accountIds,
  ]);
  if (row?.status === MigrationStatus.PLANNING) return true;
  await transaction.query(DROP_SHARED_SUBSTITUTES, [id]);
  return false;
}

async function applyBatch(transaction: EntityManager, { id, appliedThrough }: UsernameMigration) {
  const [row] = await changed(transaction, APPLY_BATCH, [id, appliedThrough, BATCH_ACCOUNTS]);
  return row?.status === MigrationStatus.APPLYING;
}

/** All in one transaction, or none: where one account would be skipped, what was changed is undone. */
async function applyAll(transaction: EntityManager, migration: UsernameMigration): Promise<boolean> {
  await transaction.query('SAVEPOINT all_accounts');
  let { appliedThrough } = migration;
  for (let goesOn = true; goesOn;) {
    const [row] = await changed(transaction, APPLY_BATCH, [migration.id, appliedThrough, BATCH_ACCOUNTS]);
    if (!row) throw new Error('The migration has gone while it was locked');
    if (row.skipped_count > migration.skippedCount) {
      await transaction.query('ROLLBACK TO SAVEPOINT all_accounts');
      await transaction.query(`UPDATE hosting.username_migration SET status = 'STOPPED' WHERE id = $1`, [
        migration.id,
      ]);
      return false;
    }
    appliedThrough = row.applied_through;
    goesOn = row.status === MigrationStatus.APPLYING;
  }
  return false;
}

async function rollBack(transaction: EntityManager, { id, appliedThrough }: UsernameMigration) {
  const [row] = await changed(transaction, ROLL_BACK_BATCH, [id, appliedThrough, BATCH_ACCOUNTS]);
  return row?.status === MigrationStatus.ROLLING_BACK;
}

interface Progress {
  readonly status: MigrationStatus;
  readonly applied_through: string;
  readonly skipped_count: number;
}

/** TypeORM answers an UPDATE with its rows and their number. */
async function changed(transaction: EntityManager, sql: string, parameters: unknown[]): Promise<Progress[]> {
  const [rows] = await transaction.query<[Progress[], number]>(sql, parameters);
  return rows;
}
