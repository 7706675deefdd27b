import type { EntityManager } from 'typeorm';
import type { SievePart } from '../sieve/sieve-extension';
import { rulePart } from './rules-script';
import { SortingRule } from './sorting-rule.entity';

/** The rules of a mailbox that are switched on, in their order, for its script. */
export async function rulesParts(
  manager: EntityManager,
  mailboxId: string,
): Promise<(SievePart & { readonly ruleId: string })[]> {
  const rules = await manager.find(SortingRule, {
    where: { mailboxId, isEnabled: true },
    order: { position: 'ASC' },
  });
  return rules.map((rule) => ({ ...rulePart(rule, { checksFolders: true }), ruleId: rule.id }));
}
