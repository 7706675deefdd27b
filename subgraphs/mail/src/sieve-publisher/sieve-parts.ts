import type { EntityManager } from 'typeorm';
import { rulesParts, type RulePart } from './rules-parts';
import { vacationParts, type VacationPart } from './vacation-parts';

/** A piece of a mailbox's script, and whose it is. */
export type SourcedPart = RulePart | VacationPart;

export const isRulePart = (part: SourcedPart): part is RulePart => 'ruleId' in part;

/**
 * All that a mailbox's script consists of, in the order in which it acts. What must act whatever the rules decide, such
 * as an automatic reply, stands before them, as `stop` in a rule ends the whole script. It must not stop, nor store or
 * discard the message.
 */
export const sieveParts = async (manager: EntityManager, mailboxId: string): Promise<SourcedPart[]> => [
  ...(await vacationParts(manager, mailboxId)),
  ...(await rulesParts(manager, mailboxId)),
];
