import { SortingActionKind } from '../action/sorting-action-kind';
import type { SortingCondition } from '../condition/sorting-condition.type';
import { SortingField } from '../condition/sorting-field';
import { SortingMatch } from '../condition/sorting-match';
import { SortingOperator } from '../condition/sorting-operator';
import type { SortingRule } from './sorting-rule.entity';

type Shadowing = Pick<SortingRule, 'id' | 'match' | 'conditions' | 'actions' | 'isEnabled'>;

/**
 * The first rule before another one that leaves it nothing to do: whatever meets the other one's conditions meets its
 * own, and it stops. It finds what can be seen from the conditions' form; it never names a rule that does not.
 *
 * @param rules of the mailbox in their order
 */
export function shadowedBy<R extends Shadowing>(rules: readonly R[], id: string): R | undefined {
  const index = rules.findIndex((rule) => rule.id === id);
  const rule = rules[index];
  if (!rule?.isEnabled) return undefined;
  return rules
    .slice(0, index)
    .find((earlier) => earlier.isEnabled && stops(earlier) && covers(earlier, rule));
}

const stops = ({ actions }: Shadowing): boolean =>
  actions.some(({ kind }) => kind === SortingActionKind.STOP || kind === SortingActionKind.DISCARD);

function covers(earlier: Shadowing, later: Shadowing): boolean {
  // Meeting any of them is as meeting all of one of them, whichever.
  const cases =
    later.match === SortingMatch.ALL ? [later.conditions] : later.conditions.map((condition) => [condition]);
  const isMetIn = (known: readonly SortingCondition[], wanted: SortingCondition) =>
    isAlwaysMet(wanted) || known.some((condition) => implies(condition, wanted));
  return cases.every((known) =>
    earlier.match === SortingMatch.ALL
      ? earlier.conditions.every((wanted) => isMetIn(known, wanted))
      : earlier.conditions.some((wanted) => isMetIn(known, wanted)),
  );
}

/** No message is empty, and all have a sender (RFC 5322, 3.6). */
const isAlwaysMet = ({ field, operator, values, negate }: SortingCondition): boolean =>
  !negate &&
  ((field === SortingField.SIZE && operator === SortingOperator.OVER && Number(values[0]) === 0) ||
    (field === SortingField.FROM && operator === SortingOperator.EXISTS));

/** Whether a message that meets the one meets the other: they differ in nothing but some values more or less. */
function implies(one: SortingCondition, other: SortingCondition): boolean {
  const isAlike =
    one.field === other.field &&
    one.operator === other.operator &&
    one.negate === other.negate &&
    one.header?.toLowerCase() === other.header?.toLowerCase();
  if (!isAlike) return false;
  const [fewer, more] = one.negate ? [other, one] : [one, other];
  return fewer.values.every((value) => more.values.includes(value));
}
