import type { SievePart } from '../../sieve/sieve-extension';
import { sieveScript } from '../../sieve/sieve-script';
import { inScriptOrder } from '../action/action-commands';
import type { SortingAction } from '../action/sorting-action.type';
import { conditionsTest, conditionTest, type SieveTest } from '../condition/condition-test';
import { ruleMark, rulePart, type WrittenRule } from '../rule/rules-script';

/** The script of rules as the server has it, and at which line each action of each rule stands. */
export function decidingScript<R extends WrittenRule>(
  rules: readonly R[],
): { script: string; actionAt: ReadonlyMap<number, { rule: R; action: SortingAction }> } {
  const script = sieveScript(rules.map((rule) => rulePart(rule, { checksFolders: false })));
  const lines = script.split(LINE_BREAK);
  const actionAt = new Map<number, { rule: R; action: SortingAction }>();
  for (const rule of rules) {
    const end = lines.indexOf('}', lines.indexOf(ruleMark(rule.id)));
    // The actions' commands are the last lines before the bracket; lines count from 1.
    inScriptOrder(rule.actions).forEach((action, index, all) => {
      actionAt.set(end - all.length + index + 1, { rule, action });
    });
  }
  return { script, actionAt };
}

/** Whether rules and their single conditions are met, asked of the engine. */
interface Question<R> {
  readonly rule: R;
  /** Place in the rule's conditions; null for the rule as a whole. */
  readonly condition: number | null;
}

/** A script that marks the message once for each question that is answered yes, and at which line. */
export function askingScript<R extends WrittenRule>(
  rules: readonly R[],
): { script: string; questionAt: ReadonlyMap<number, Question<R>> } {
  const asked: { question: Question<R>; test: SieveTest }[] = rules.flatMap((rule) => [
    { question: { rule, condition: null }, test: conditionsTest(rule.match, rule.conditions) },
    ...rule.conditions.map((condition, index) => ({
      question: { rule, condition: index },
      test: conditionTest(condition),
    })),
  ]);
  const script = sieveScript(asked.map(({ test }) => markedPart(test)));
  const questionAt = new Map<number, Question<R>>();
  script.split(LINE_BREAK).forEach((line, index) => {
    const next = asked[questionAt.size];
    if (line === MARK && next) questionAt.set(index + 1, next.question);
  });
  return { script, questionAt };
}

const LINE_BREAK = '\r\n';
const MARK = 'addflag "met";';

const markedPart = ({ requires, text }: SieveTest): SievePart => ({
  requires: [...requires, 'imap4flags'],
  text: `if ${text} {${LINE_BREAK}${MARK}${LINE_BREAK}}${LINE_BREAK}`,
});
