import type { SieveExtension } from '../../sieve/sieve-extension';
import { sieveNumber, sieveString, sieveStrings } from '../../sieve/sieve-string';
import { isMessageClass, type MessageClass } from './read-conditions';
import type { SortingCondition } from './sorting-condition.type';
import { SortingField } from './sorting-field';
import type { SortingMatch } from './sorting-match';
import { SortingOperator } from './sorting-operator';

/** A test of Sieve (RFC 5228, section 5), and what it requires. */
export interface SieveTest {
  readonly requires: readonly SieveExtension[];
  readonly text: string;
}

/** Of those that compare text; the others do not. */
const MATCH_TYPES: Readonly<Record<SortingOperator, string | null>> = {
  CONTAINS: ':contains',
  IS: ':is',
  MATCHES: ':matches',
  REGEX: ':regex',
  OVER: null,
  UNDER: null,
  EXISTS: null,
};

const FIELD_TESTS: Readonly<Record<SortingField, (condition: SortingCondition) => SieveTest>> = {
  HEADER: (condition) => headerTest('header', condition.header ?? '', condition),
  SUBJECT: (condition) => headerTest('header', 'subject', condition),
  FROM: (condition) => headerTest('address', 'from', condition),
  TO: (condition) => headerTest('address', 'to', condition),
  CC: (condition) => headerTest('address', 'cc', condition),
  REPLY_TO: (condition) => headerTest('address', 'reply-to', condition),
  ENVELOPE_FROM: (condition) => textTest('envelope', ['envelope'], condition, 'from'),
  ENVELOPE_TO: (condition) => textTest('envelope', ['envelope'], condition, 'to'),
  SIZE: ({ operator, values }) => ({
    requires: [],
    text: `size ${operator === SortingOperator.OVER ? ':over' : ':under'} ${sieveNumber(Number(values[0]))}`,
  }),
  BODY: (condition) => textTest('body :text', ['body'], condition),
  MESSAGE_CLASS: ({ values }) => {
    const tests = values.filter(isMessageClass).map((value) => CLASS_TESTS[value]);
    return { requires: [], text: `anyof (${tests.join(', ')})` };
  },
};

/**
 * What the spam filter writes into messages (rspamd, and SpamAssassin's names for the same), and what senders of bulk
 * mail write themselves (RFC 2369; the field Precedence is older than any standard).
 */
const CLASS_TESTS: Readonly<Record<MessageClass, string>> = {
  SPAM: 'header :matches ["x-spam", "x-spam-flag"] "yes*"',
  ADVERTISING: 'anyof (exists "list-unsubscribe", header :is "precedence" ["bulk", "junk"])',
};

/** The test of one condition. It must have been accepted by `readConditions`. */
export function conditionTest(condition: SortingCondition): SieveTest {
  const { requires, text } = FIELD_TESTS[condition.field](condition);
  return { requires, text: condition.negate ? `not ${text}` : text };
}

const MATCH_TESTS: Readonly<Record<SortingMatch, string>> = { ALL: 'allof', ANY: 'anyof' };

/** The test of several. */
export function conditionsTest(match: SortingMatch, conditions: readonly SortingCondition[]): SieveTest {
  const tests = conditions.map(conditionTest);
  return {
    requires: tests.flatMap(({ requires }) => requires),
    text: `${MATCH_TESTS[match]} (${tests.map(({ text }) => text).join(',\r\n  ')})`,
  };
}

function headerTest(test: 'header' | 'address', name: string, condition: SortingCondition): SieveTest {
  return condition.operator === SortingOperator.EXISTS
    ? { requires: [], text: `exists ${sieveString(name)}` }
    : textTest(test, [], condition, name);
}

/** @param part of the message that is compared, where the test takes one */
function textTest(
  test: string,
  requires: readonly SieveExtension[],
  { operator, values }: SortingCondition,
  part?: string,
): SieveTest {
  const matchType = MATCH_TYPES[operator];
  if (matchType === null) throw new Error(`${operator} compares no text`);
  return {
    requires: operator === SortingOperator.REGEX ? [...requires, 'regex'] : requires,
    text: [test, matchType, ...(part === undefined ? [] : [sieveString(part)]), sieveStrings(values)].join(
      ' ',
    ),
  };
}
