import { load, type RequestContext } from '@hostgraph/subgraph-kit';
import { IsNull, Not } from 'typeorm';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { MailboxRight } from '../../access/mailbox-right';
import { requireRight } from '../../access/mailbox-right.service';
import { renewPublication } from '../../sieve-publication/request-publication';
import { FORWARDS_NOTHING } from '../rule/forwarding';
import { SortingRule } from '../rule/sorting-rule.entity';
import { ruleForwardingByMailbox } from './rule-forwarding.loaders';
import { RuleForwarding } from './rule-forwarding.type';

/** @throws FORBIDDEN */
export async function readRuleForwarding(ctx: RequestContext, mailbox: Mailbox): Promise<RuleForwarding> {
  await requireRight(ctx, mailbox, MailboxRight.REDIRECTIONS);
  const found = await load(ctx, ruleForwardingByMailbox, mailbox.id);
  return found ?? Object.assign(new RuleForwarding(), { ruleCount: 0, targetCount: 0 });
}

/**
 * Takes from the rules of a mailbox that they may forward. They stay as they are, and whoever may forward has one do so
 * again by updating it.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const stopRuleForwarding = (ctx: RequestContext, mailboxId: string): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.STOP_RULE_FORWARDING, async (manager) => {
    const forwarding = { mailboxId, forwardingUserId: Not(IsNull()) };
    const { affected } = await manager.update(SortingRule, forwarding, FORWARDS_NOTHING);
    if (affected) await renewPublication(ctx, manager, mailboxId);
    return [];
  });
