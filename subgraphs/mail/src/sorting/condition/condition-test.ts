import type { SieveExtension } from '../../sieve/sieve-extension';
import { sieveNumber, sieveString, sieveStrings } from '../../sieve/sieve-string';
import { isMessageClass, type MessageClass } from './message-class';
import type { SortingCondition } from './sorting-condition.type';
import { SortingField } from './sorting-field';
import { SortingMatch } from './sorting-match';
import { SortingOperator } from './sorting-operator';

/** A test of Sieve (RFC 5228, section 5), and what it requires. */
export interface SieveTest {
  readonly requires: readonly SieveExtension[];
  readonly text: string;
}

const MATCH_TYPES: Readonly<Partial<Record<SortingOperator, string>>> = {
  CONTAINS: ':contains',
  IS: ':is',
  MATCHES: ':matches',
  REGEX: ':regex',
};

/** Header fields that hold addresses, and envelope parts. */
const ADDRESS_FIELDS: Readonly<Partial<Record<SortingField, string>>> = {
  FROM: 'from',
  TO: 'to',
  CC: 'cc',
  REPLY_TO: 'reply-to',
};
const ENVELOPE_PARTS: Readonly<Partial<Record<SortingField, string>>> = {
  ENVELOPE_FROM: 'from',
  ENVELOPE_TO: 'to',
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
  const { requires, text } = plainTest(condition);
  return { requires, text: condition.negate ? `not ${text}` : text };
}

/** The test of several. */
export function conditionsTest(match: SortingMatch, conditions: readonly SortingCondition[]): SieveTest {
  const tests = conditions.map(conditionTest);
  return {
    requires: tests.flatMap(({ requires }) => requires),
    text: `${match === SortingMatch.ALL ? 'allof' : 'anyof'} (${tests.map(({ text }) => text).join(',\r\n  ')})`,
  };
}

function plainTest({ field, header, operator, values }: SortingCondition): SieveTest {
  if (field === SortingField.SIZE) {
    const limit = sieveNumber(Number(values[0]));
    return { requires: [], text: `size ${operator === SortingOperator.OVER ? ':over' : ':under'} ${limit}` };
  }
  if (field === SortingField.MESSAGE_CLASS) {
    const tests = values.filter(isMessageClass).map((value) => CLASS_TESTS[value]);
    return { requires: [], text: `anyof (${tests.join(', ')})` };
  }
  if (operator === SortingOperator.EXISTS) {
    return { requires: [], text: `exists ${sieveString(headerName(field, header))}` };
  }
  const comparison = `${MATCH_TYPES[operator] ?? ':is'} `;
  const regex: readonly SieveExtension[] = operator === SortingOperator.REGEX ? ['regex'] : [];
  const keys = sieveStrings(values);
  if (field === SortingField.BODY) {
    return { requires: ['body', ...regex], text: `body :text ${comparison}${keys}` };
  }
  const part = ENVELOPE_PARTS[field];
  if (part !== undefined) {
    return { requires: ['envelope', ...regex], text: `envelope ${comparison}${sieveString(part)} ${keys}` };
  }
  const test = ADDRESS_FIELDS[field] === undefined ? 'header' : 'address';
  return { requires: regex, text: `${test} ${comparison}${sieveString(headerName(field, header))} ${keys}` };
}

const headerName = (field: SortingField, header: string | null): string =>
  ADDRESS_FIELDS[field] ?? (field === SortingField.SUBJECT ? 'subject' : (header ?? ''));
