import { notFound, recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import { type LockedMailbox, lockMailbox, lockMailboxOf } from '../../directory/mailbox/lock-mailbox';
import type { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { requireAction } from '../../permission/mailbox-action/require-action';
import { MailboxRight } from '../../access/mailbox-right';
import { type Refusable, transactionOf } from '../../permission/refuse-with';
import { requestPublication } from '../../sieve-publication/request-publication';
import { SortingRule } from './sorting-rule.entity';

const NOUN = 'Sorting rule';

/**
 * Changes the rules of one mailbox, while nobody else does.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const changeRules = <T extends Refusable>(
  ctx: RequestContext,
  mailboxId: string,
  action: MailboxAction,
  change: (manager: EntityManager, mailbox: LockedMailbox) => Promise<T>,
): Promise<T | Refusable> =>
  transactionOf(ctx, async (manager) => {
    const mailbox = await lockMailbox(ctx, manager, mailboxId);
    await requireAction(ctx, manager, mailbox, { action, argument: 'mailboxId' });
    return change(manager, mailbox);
  });

/**
 * Changes one rule. Who may not sort the mail of its mailbox may not know of it either, so all others hear that there
 * is none.
 *
 * @throws NOT_FOUND
 */
export const changeRule = <T extends Refusable>(
  ctx: RequestContext,
  id: string,
  action: MailboxAction,
  change: (manager: EntityManager, rule: SortingRule, mailbox: LockedMailbox) => Promise<T>,
): Promise<T | Refusable> =>
  transactionOf(ctx, async (manager) => {
    const right = MailboxRight.SORTING_RULES;
    const mailbox = await lockMailboxOf(ctx, manager, { table: 'sorting_rule', id, right, noun: NOUN });
    // As they are now, after waiting for those who changed them.
    const rule = await manager.findOneBy(SortingRule, { id });
    if (!rule || !mailbox.rights.has(right)) throw notFound(NOUN);
    await requireAction(ctx, manager, mailbox, { action, argument: 'id' });
    return change(manager, rule, mailbox);
  });

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
