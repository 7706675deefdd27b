import { recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import { type EntityManager, IsNull } from 'typeorm';
import { type MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { actOnMailbox } from '../../permission/mailbox-action/act-on-mailbox';
import type { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { requestPublication } from '../../sieve-publication/request-publication';
import { publicationsByMailbox } from '../../sieve-publication/sieve-publication.loaders';
import { AutoReply } from './auto-reply.entity';
import { activeAutoReplies } from './auto-reply.loaders';
import type { AutoReplyOutcome } from './auto-reply.payloads';

/**
 * Changes what a mailbox answers, while nobody else changes the mailbox.
 *
 * @param change is told the auto-reply that is on
 * @throws NOT_FOUND, FORBIDDEN
 */
export const changeAutoReply = async (
  ctx: RequestContext,
  mailboxId: string,
  action: MailboxAction,
  change: (
    manager: EntityManager,
    mailbox: LockedMailbox,
    active: AutoReply | null,
  ) => Promise<AutoReplyOutcome>,
): Promise<AutoReplyOutcome> => ({
  missingVariables: [],
  ...(await actOnMailbox(ctx, mailboxId, action, async (manager, mailbox) => {
    const active = await manager.findOneBy(AutoReply, { mailboxId, deactivatedAt: IsNull() });
    return change(manager, mailbox, active);
  })),
});

/** Records what was done, and has the server do it. @returns the auto-reply as it is now */
export async function afterChange(
  ctx: RequestContext,
  manager: EntityManager,
  { id: mailboxId, organizationId }: LockedMailbox,
  id: string,
  action: MailAuditAction,
): Promise<AutoReplyOutcome> {
  await recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: MailAuditTargetType.AUTO_REPLY,
    targetId: id,
  });
  await requestPublication(ctx, manager, mailboxId);
  // A request may change it twice.
  ctx.loaders.of(ctx, activeAutoReplies).clear(mailboxId);
  ctx.loaders.of(ctx, publicationsByMailbox).clear(mailboxId);
  const autoReply = await manager.findOneByOrFail(AutoReply, { id });
  return { autoReply, missingVariables: [], userErrors: [] };
}
