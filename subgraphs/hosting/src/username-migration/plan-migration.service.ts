import { administeredOrganizations } from '@hostgraph/principal';
import {
  forbidden,
  KEY_REUSED,
  lockIdempotencyKey,
  newId,
  notFound,
  requestDigest,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { HostingAuditAction } from '../audit-event/audit-action';
import { UsernameMigration } from './username-migration.entity';
import { refusal } from './username-migration.errors';
import type { PlanFtpUsernameMigrationInput } from './username-migration.inputs';
import { migrateUsernames } from './username-migration.job';
import { isOperator } from './username-migration.loaders';
import type { MigrationOutcome } from './username-migration.payloads';
import { migrationAfter } from './username-migration.store';

/**
 * Starts a dry run.
 *
 * @throws FORBIDDEN for platforms without the operator's scope
 * @throws NOT_FOUND for accounts of an organization that the caller does not administer
 */
export async function planMigration(
  ctx: RequestContext,
  input: PlanFtpUsernameMigrationInput,
): Promise<MigrationOutcome> {
  const platforms = input.platforms ? [...input.platforms].sort() : null;
  const accountIds = input.accountIds ? [...input.accountIds].sort() : null;
  if ((platforms === null) === (accountIds === null)) {
    return refused('PLATFORMS_OR_ACCOUNTS', platforms ? 'accountIds' : 'platforms');
  }
  const organizations = accountIds ? await organizationsOf(ctx, accountIds) : operatorsOrganization(ctx);
  const [organizationId] = organizations;
  if (organizationId === undefined || organizations.length > 1) {
    return refused('ACCOUNTS_OF_SEVERAL_ORGANIZATIONS', 'accountIds');
  }
  const inputDigest = requestDigest(JSON.stringify([platforms, accountIds]));
  const { kind, id: principalId } = ctx.principal;
  return ctx.database.transaction(async (manager) => {
    await lockIdempotencyKey(ctx, manager, 'hosting:username-plan', input.idempotencyKey);
    const [known]: { id: string }[] = await manager.query(
      `SELECT id FROM hosting.username_migration
       WHERE started_by_kind = $1 AND started_by_id = $2 AND idempotency_key = $3`,
      [kind, principalId, input.idempotencyKey],
    );
    if (known) {
      const migration = await manager.findOneByOrFail(UsernameMigration, { id: known.id });
      return migration.inputDigest.equals(inputDigest)
        ? { migration, userErrors: [] }
        : { migration: null, userErrors: [KEY_REUSED] };
    }
    const id = newId('fum');
    await manager.query(
      `INSERT INTO hosting.username_migration (id, organization_id, platforms, account_ids, started_by_kind,
         started_by_id, idempotency_key, input_digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, organizationId, platforms, accountIds, kind, principalId, input.idempotencyKey, inputDigest],
    );
    await ctx.jobs.enqueue(manager, migrateUsernames, id);
    return migrationAfter(
      ctx,
      manager,
      { id, organizationId },
      HostingAuditAction.PLAN_FTP_USERNAME_MIGRATION,
    );
  });
}

/** In whose trail the operator's migrations stand first. */
function operatorsOrganization(ctx: RequestContext): string[] {
  if (!isOperator(ctx)) throw forbidden('This credential lacks the scope hosting:operate');
  return administeredOrganizations(ctx.principal).slice(0, 1);
}

async function organizationsOf(ctx: RequestContext, accountIds: string[]): Promise<string[]> {
  if (accountIds.some((id) => id.includes('\u0000'))) throw notFound('FTP account');
  const rows: { organization_id: string; accounts: number }[] = await ctx.database.query(
    `SELECT organization_id, count(*)::integer AS accounts FROM hosting.ftp_account
     WHERE id = ANY ($1) AND organization_id = ANY ($2) GROUP BY organization_id`,
    [accountIds, administeredOrganizations(ctx.principal)],
  );
  const found = rows.reduce((sum, { accounts }) => sum + accounts, 0);
  if (found < accountIds.length) throw notFound('FTP account');
  return rows.map((row) => row.organization_id);
}

const refused = (...error: Parameters<typeof refusal>): MigrationOutcome => ({
  migration: null,
  userErrors: [refusal(...error)],
});
