import {
  loadOrNotFound,
  lockName,
  newId,
  recordAuditEvent,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { type HostingAuditAction, HostingAuditTargetType } from '../audit-event/audit-action';
import { AuditEvent } from '../audit-event/audit-event.entity';
import { UsernameMigration } from './username-migration.entity';
import { migrationsById } from './username-migration.loaders';
import type { MigrationOutcome } from './username-migration.payloads';

/**
 * Changes a migration that the caller may see, while nobody else starts or ends one.
 *
 * @throws NOT_FOUND
 */
export async function changeMigration(
  ctx: RequestContext,
  migrationId: string,
  change: (manager: EntityManager, migration: UsernameMigration) => Promise<MigrationOutcome>,
): Promise<MigrationOutcome> {
  const { id } = await loadOrNotFound(ctx, migrationsById, migrationId, 'Migration');
  return ctx.database.transaction(async (manager) => {
    await lockName(manager, 'hosting:username-migration');
    const migration = await manager.findOneOrFail(UsernameMigration, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    return change(manager, migration);
  });
}

/** Records what was done to a migration. @returns the migration as it is now */
export async function migrationAfter(
  ctx: RequestContext,
  manager: EntityManager,
  { id, organizationId }: Pick<UsernameMigration, 'id' | 'organizationId'>,
  action: HostingAuditAction,
): Promise<MigrationOutcome> {
  await recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: HostingAuditTargetType.FTP_USERNAME_MIGRATION,
    targetId: id,
  });
  return { migration: await manager.findOneByOrFail(UsernameMigration, { id }), userErrors: [] };
}

/** For a migration of platforms: the same in the trail of every other organization whose accounts it changes. */
export async function tellOrganizations(
  { principal, requestId }: RequestContext,
  manager: EntityManager,
  { id, organizationId, platforms }: UsernameMigration,
  action: HostingAuditAction,
): Promise<void> {
  if (!platforms) return;
  await manager.query(
    `INSERT INTO hosting.audit_event (id, organization_id, actor_kind, actor_id, action, target_type, target_id,
       request_id)
     SELECT $1 || row_number() OVER (), organization_id, $2, $3, $4, $5, $6, $7
     FROM (
       SELECT DISTINCT account.organization_id FROM hosting.username_change AS change
         JOIN hosting.ftp_account AS account ON account.id = change.account_id
       WHERE change.migration_id = $6 AND change.new_local_part IS NOT NULL AND account.organization_id <> $8
     ) AS concerned`,
    [
      `${newId('aud')}_`,
      principal.kind,
      principal.id,
      action,
      HostingAuditTargetType.FTP_USERNAME_MIGRATION,
      ...[id, requestId, organizationId],
    ],
  );
}
