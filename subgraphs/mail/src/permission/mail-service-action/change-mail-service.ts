import {
  forbidden,
  recordAuditEvent,
  type Refusable,
  refuseWith,
  type RequestContext,
  transactionOf,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import { lockAdministeredService } from '../../directory/mail-service/mail-service-administration';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { getMailService } from '../../directory/mail-service/mail-service.service';
import { decideForService } from './decide-for-service';
import type { MailServiceAction } from './mail-service-action';

const WHAT: Readonly<Record<MailServiceAction, string>> = {
  CREATE_MAILBOX: 'create mailboxes',
  RESTORE_MAILBOX: 'restore mailboxes',
  SET_CATCH_ALL: 'set a catch-all',
  REMOVE_CATCH_ALL: 'remove a catch-all',
  UPDATE_GENERAL_RIGHTS: 'change the general rights',
};

/**
 * Changes a mail service if the caller may do so at this moment, while nobody else changes it.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function changeMailService<T extends Refusable>(
  ctx: RequestContext,
  id: string,
  action: MailServiceAction,
  change: (manager: EntityManager, service: MailService) => Promise<T>,
): Promise<T | Refusable> {
  const seen = await getMailService(ctx, id);
  const outcome = await transactionOf(ctx, async (manager) => {
    const service = await lockAdministeredService(ctx, manager, seen.id, WHAT[action]);
    const reason = decideForService(ctx, service);
    if (reason !== null) throw forbidden(`You may not ${WHAT[action]}: ${reason}`);
    const done = await change(manager, service);
    refuseWith(done.userErrors);
    return done;
  });
  ctx.loaders.clear();
  return outcome;
}

/** Records what was done to a mail service, or to one of its mailboxes. */
export const recordForService = (
  ctx: RequestContext,
  manager: EntityManager,
  { id, organizationId }: MailService,
  action: MailServiceAction,
  mailboxId?: string,
): Promise<void> =>
  recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action: MailAuditAction[action],
    targetType: mailboxId === undefined ? MailAuditTargetType.MAIL_SERVICE : MailAuditTargetType.MAILBOX,
    targetId: mailboxId ?? id,
  });
