import { recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { type MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { requestPublication } from '../../sieve-publication/request-publication';

/** Has the rules brought to the mail server, and records what was done. */
export async function afterChange(
  ctx: RequestContext,
  manager: EntityManager,
  { id, organizationId }: LockedMailbox,
  { action, ruleId }: { readonly action: MailAuditAction; readonly ruleId?: string },
): Promise<void> {
  await requestPublication(ctx, manager, id);
  await recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: ruleId === undefined ? MailAuditTargetType.MAILBOX : MailAuditTargetType.SORTING_RULE,
    targetId: ruleId ?? id,
  });
}
