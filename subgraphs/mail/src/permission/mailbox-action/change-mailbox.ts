import { recordAuditEvent, refuseWith, type RequestContext, type UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { actOnMailbox } from './act-on-mailbox';
import type { MailboxAction } from './mailbox-action';

/** @returns what it refuses: then nothing remains of what it has written */
export type Change = (manager: EntityManager, mailbox: LockedMailbox) => Promise<readonly UserError[]>;

/**
 * Changes a mailbox if the caller may do so at this moment, while nobody else changes it, and records who did it.
 *
 * @param audit nothing happened in a dry run
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function changeMailbox(
  ctx: RequestContext,
  id: string,
  action: MailboxAction,
  change: Change,
  audit: 'RECORD' | 'NOTHING_HAPPENED' = 'RECORD',
): Promise<MailboxOutcome> {
  const outcome = await actOnMailbox(ctx, id, action, async (manager, mailbox) => {
    refuseWith(await change(manager, mailbox));
    if (audit === 'RECORD') {
      await recordAuditEvent(ctx, manager, AuditEvent, {
        organizationId: mailbox.organizationId,
        action: MailAuditAction[action],
        targetType: MailAuditTargetType.MAILBOX,
        targetId: id,
      });
    }
    return { mailbox: await manager.findOneByOrFail(Mailbox, { id }), userErrors: [] };
  });
  ctx.loaders.clear();
  return outcome;
}
