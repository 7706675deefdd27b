import type { UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MAX_FORWARDS } from '../action/sorting-action.inputs';
import { SortingActionKind } from '../action/sorting-action-kind';
import { MAX_BODY_VALUES } from '../condition/sorting-condition.inputs';
import { SortingField } from '../condition/sorting-field';
import { rulePart, type WrittenRule } from './rules-script';
import { SortingRule } from './sorting-rule.entity';
import { MAX_RULES_BYTES, refusal } from './sorting-rule.errors';

/**
 * Refuses a rule that would take its mailbox over what the mail server does for one message, or takes as a script
 * (`sieve_max_redirects`, `sieve_max_cpu_time`, `sieve_max_script_size`): it would do nothing at all then. Rules that are switched off count,
 * so that any can be switched on. Where there is too much already, less is always accepted.
 *
 * @param argument that names what is changed
 */
export async function refuseBeyondLimits(
  manager: EntityManager,
  mailboxId: string,
  rule: WrittenRule,
  argument: string,
): Promise<UserError[]> {
  const before = await manager.findBy(SortingRule, { mailboxId });
  const after = [...before.filter(({ id }) => id !== rule.id), rule];
  const exceeds = (sizeOf: (rules: readonly WrittenRule[]) => number, most: number): boolean =>
    sizeOf(after) > Math.max(most, sizeOf(before));
  return [
    ...(exceeds(forwardsOf, MAX_FORWARDS) ? [refusal('FORWARD_LIMIT_REACHED', 'actions')] : []),
    ...(exceeds(bodyValuesOf, MAX_BODY_VALUES) ? [refusal('BODY_LIMIT_REACHED', argument)] : []),
    ...(exceeds(bytesOf, MAX_RULES_BYTES) ? [refusal('RULES_TOO_LARGE', argument)] : []),
  ];
}

/** A message is forwarded to an address once, however many rules say so. */
const forwardsOf = (rules: readonly WrittenRule[]): number =>
  new Set(
    rules.flatMap(({ actions }) =>
      actions.filter(({ kind }) => kind === SortingActionKind.FORWARD).map(({ address }) => address),
    ),
  ).size;

const bodyValuesOf = (rules: readonly WrittenRule[]): number =>
  rules
    .flatMap(({ conditions }) => conditions)
    .filter(({ field }) => field === SortingField.BODY)
    .reduce((sum, { values }) => sum + values.length, 0);

const bytesOf = (rules: readonly WrittenRule[]): number =>
  rules.reduce((sum, rule) => sum + Buffer.byteLength(rulePart(rule, { checksFolders: true }).text), 0);
