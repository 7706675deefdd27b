import type { Refusable, RequestContext, UserError } from '@hostgraph/subgraph-kit';
import { takesScript } from '../../sieve/sieve-engine';
import { sieveScript } from '../../sieve/sieve-script';
import { conditionTest } from './condition-test';
import { readConditions } from './read-conditions';
import { conditionRefusal } from './sorting-condition.errors';
import type { SortingConditionInput } from './sorting-condition.inputs';
import type { SortingCondition } from './sorting-condition.type';
import { SortingOperator } from './sorting-operator';

/**
 * Refuses regular expressions that the mail server would not take, by its own engine: everything else in a condition is
 * quoted by us. It is done before the transaction, which is not to last while the engine works.
 *
 * @param ask asks for the right to do what is to be done: who may not, makes us no work
 */
export async function refuseRegexes(
  ctx: RequestContext,
  inputs: readonly SortingConditionInput[],
  ask: () => Promise<Refusable>,
): Promise<readonly UserError[]> {
  const { conditions, userErrors } = readConditions(inputs);
  const regexes = conditions.filter(({ operator }) => operator === SortingOperator.REGEX);
  // What else is wrong with them is said where they are written.
  if (regexes.length === 0 || userErrors.length > 0) return [];
  const asked = await ask();
  if (asked.userErrors.length > 0) return asked.userErrors;
  if (await takes(ctx, regexes)) return [];
  const refused: UserError[] = [];
  for (const condition of regexes) {
    if (await takes(ctx, [condition])) continue;
    refused.push(conditionRefusal('REGEX_NOT_ACCEPTED', conditions.indexOf(condition), 'values'));
  }
  return refused;
}

const takes = (ctx: RequestContext, conditions: readonly SortingCondition[]): Promise<boolean> =>
  takesScript(
    ctx,
    sieveScript(
      conditions.map(conditionTest).map(({ requires, text }) => ({ requires, text: `if ${text} { }\r\n` })),
    ),
  );
