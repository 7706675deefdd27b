import type { SievePart } from '../../sieve/sieve-extension';
import { actionCommands, type CommandOptions } from '../action/action-commands';
import { conditionsTest } from '../condition/condition-test';
import type { SortingRule } from './sorting-rule.entity';

export type WrittenRule = Pick<SortingRule, 'id' | 'match' | 'conditions' | 'actions'>;

/** How a rule begins in a script. Ids are ours, and values have no line breaks: no other line is like it. */
export const ruleMark = (id: string): string => `# ${id}`;

/** One rule in Sieve. */
export function rulePart(
  { id, match, conditions, actions }: WrittenRule,
  options: CommandOptions,
): SievePart {
  const test = conditionsTest(match, conditions);
  const commands = actionCommands(actions, options);
  return {
    requires: [...test.requires, ...commands.requires],
    text: `${ruleMark(id)}\r\nif ${test.text} {\r\n${commands.text}}\r\n`,
  };
}
