import type { EntityManager } from 'typeorm';
import { Mailbox } from '../directory/mailbox/mailbox.entity';
import { MailboxState } from '../directory/mailbox/mailbox-state';
import type { SievePart } from '../sieve/sieve-extension';
import { doesForward, readForwardingUntil } from '../sorting/rule/forwarding';
import { rulePart } from '../sorting/rule/rules-script';
import { SortingRuleError } from '../sorting/rule/sorting-rule-error';
import { SortingRule } from '../sorting/rule/sorting-rule.entity';

/** A rule in a mailbox's script. */
export interface RulePart extends SievePart {
  readonly ruleId: string;
  /** Why it is not to act at present, whatever the server thinks of it. */
  readonly withheld?: SortingRuleError;
  /** When it is to be looked at again, as a right ends on which it rests. */
  readonly until?: Date;
}

/**
 * The rules of a mailbox that are switched on, in their order, for its script.
 *
 * A rule that may not forward is left out as a whole: what else it does, such as discarding, was written for a message
 * that has been sent on. So is each that forwards while the mailbox is suspended, as nothing is sent from it then.
 */
export async function rulesParts(manager: EntityManager, mailboxId: string): Promise<RulePart[]> {
  const rules = await manager.find(SortingRule, {
    where: { mailboxId, isEnabled: true },
    order: { position: 'ASC' },
  });
  if (rules.length === 0) return [];
  const isSuspended = await manager.existsBy(Mailbox, { id: mailboxId, state: MailboxState.SUSPENDED });
  const forwardingUntil = await readForwardingUntil(manager, mailboxId);
  return rules.map((rule) => {
    const part = { ...rulePart(rule, { checksFolders: true }), ruleId: rule.id };
    if (!doesForward(rule.actions)) return part;
    if (isSuspended) return { ...part, withheld: SortingRuleError.MAILBOX_SUSPENDED };
    const until = forwardingUntil.get(rule.id);
    if (until === undefined) return { ...part, withheld: SortingRuleError.FORWARD_NOT_ALLOWED };
    return until === null ? part : { ...part, until };
  });
}
