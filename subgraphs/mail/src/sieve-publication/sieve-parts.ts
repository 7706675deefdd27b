import type { EntityManager } from 'typeorm';
import type { SievePart } from '../sieve/sieve-extension';
import { vacationParts } from '../vacation/vacation-parts';
import { rulesParts } from '../sorting-rule/rules-parts';

/**
 * A piece of a mailbox's script, and whose it is: `ruleId` where one rule wrote it and can be blamed for it. What is
 * not a rule's is not left out when the server refuses it.
 */
export interface SourcedPart extends SievePart {
  readonly ruleId?: string;
}

export type SievePartSource = (manager: EntityManager, mailboxId: string) => Promise<readonly SourcedPart[]>;

/**
 * All that a mailbox's script consists of, in the order in which it acts. What must act whatever the rules decide, such
 * as an automatic reply, stands before them, as `stop` in a rule ends the whole script. It must not stop, nor store or
 * discard the message.
 */
const SOURCES: readonly SievePartSource[] = [vacationParts, rulesParts];

export async function sieveParts(manager: EntityManager, mailboxId: string): Promise<SourcedPart[]> {
  const parts: SourcedPart[] = [];
  for (const source of SOURCES) parts.push(...(await source(manager, mailboxId)));
  return parts;
}
