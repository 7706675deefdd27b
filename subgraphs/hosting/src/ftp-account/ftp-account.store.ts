import { notFound, recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import { type EntityManager, In } from 'typeorm';
import { type HostingAuditAction, HostingAuditTargetType } from '../audit-event/audit-action';
import { AuditEvent } from '../audit-event/audit-event.entity';
import { readableOrganizations } from '../organization/organization.service';
import { FtpAccount } from './ftp-account.entity';

/**
 * Changes an account of an organization that the caller administers, while nobody else changes it.
 *
 * @throws NOT_FOUND
 */
export const changeFtpAccount = <T>(
  ctx: RequestContext,
  id: string,
  change: (manager: EntityManager, account: FtpAccount) => Promise<T>,
): Promise<T> =>
  ctx.database.transaction(async (manager) => {
    const account = await manager.findOne(FtpAccount, {
      where: { id, organizationId: In(readableOrganizations(ctx)) },
      lock: { mode: 'for_no_key_update' },
    });
    if (!account) throw notFound('FTP account');
    return change(manager, account);
  });

export const recordDeed = (
  ctx: RequestContext,
  manager: EntityManager,
  { id, organizationId }: Pick<FtpAccount, 'id' | 'organizationId'>,
  action: HostingAuditAction,
): Promise<void> =>
  recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: HostingAuditTargetType.FTP_ACCOUNT,
    targetId: id,
  });

/** Records what was done to an account. @returns the account as it is now */
export async function accountAfter(
  ctx: RequestContext,
  manager: EntityManager,
  account: Pick<FtpAccount, 'id' | 'organizationId'>,
  action: HostingAuditAction,
): Promise<FtpAccount> {
  await recordDeed(ctx, manager, account, action);
  return manager.findOneByOrFail(FtpAccount, { id: account.id });
}
