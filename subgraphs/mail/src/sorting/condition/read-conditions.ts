import type { UserError } from '@hostgraph/subgraph-kit';
import { conditionRefusal } from './sorting-condition.errors';
import type { SortingConditionInput } from './sorting-condition.inputs';
import { SortingCondition } from './sorting-condition.type';
import { SortingField } from './sorting-field';
import { SortingOperator } from './sorting-operator';

const { CONTAINS, IS, MATCHES, REGEX, OVER, UNDER, EXISTS } = SortingOperator;
const OF_HEADERS = [CONTAINS, IS, MATCHES, REGEX, EXISTS];
const OF_ENVELOPES = [CONTAINS, IS, MATCHES, REGEX];

const OPERATORS: Readonly<Record<SortingField, readonly SortingOperator[]>> = {
  HEADER: OF_HEADERS,
  SUBJECT: OF_HEADERS,
  FROM: OF_HEADERS,
  TO: OF_HEADERS,
  CC: OF_HEADERS,
  REPLY_TO: OF_HEADERS,
  ENVELOPE_FROM: OF_ENVELOPES,
  ENVELOPE_TO: OF_ENVELOPES,
  SIZE: [OVER, UNDER],
  BODY: [CONTAINS],
  MESSAGE_CLASS: [IS],
};

/** The values that a condition on MESSAGE_CLASS can have. */
const MESSAGE_CLASSES = ['SPAM', 'ADVERTISING'] as const;

export type MessageClass = (typeof MESSAGE_CLASSES)[number];

export const isMessageClass = (text: string): text is MessageClass =>
  MESSAGE_CLASSES.some((known) => known === text);

/** A name of a header field (RFC 5322, 3.6.8, ftext). */
const HEADER_NAME = /^[!-9;-~]+$/;
/** In one line, and without what would look like something else (Unicode Technical Report 36, 2.6) or cannot be stored. */
const TEXT = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u;
/** In JSON, which may write each as two, the table takes 100,000 with what else a condition has. */
const MAX_CHARACTERS = 40_000;
/** Less than 2^31, which every Sieve implementation takes (RFC 5228, 2.4.1). */
const BYTES = /^[0-9]{1,9}$/;
const MAX_REGEX = 200;
/** References back make matching exponential; `(?` is no POSIX. */
const NOT_POSIX = /\\[1-9]|\(\?/;
const REPETITION = /\{(\d*)(?:,(\d*))?\}/g;
/** Each repetition is a copy in the server's memory, and nested ones multiply: three of 200 took 4 GB. */
const MAX_COPIES = 255;

/** What conditions say, in the form in which they are stored; or what is wrong with them. */
export function readConditions(inputs: readonly SortingConditionInput[]): {
  conditions: SortingCondition[];
  userErrors: UserError[];
} {
  let characters = 0;
  return {
    conditions: inputs.map(({ field, header, operator, values, negate }) =>
      Object.assign(new SortingCondition(), { field, header: header ?? null, operator, values, negate }),
    ),
    userErrors: inputs.flatMap((input, index) => {
      characters += input.values.join('').length;
      return characters > MAX_CHARACTERS
        ? [conditionRefusal('VALUES_NOT_ACCEPTED', index, 'values')]
        : mistakesOf(input, index);
    }),
  };
}

function mistakesOf(
  { field, header, operator, values }: SortingConditionInput,
  index: number,
): readonly UserError[] {
  const isHeaderRight =
    field === SortingField.HEADER
      ? typeof header === 'string' && HEADER_NAME.test(header)
      : (header ?? null) === null;
  if (!isHeaderRight) return [conditionRefusal('HEADER_NOT_ACCEPTED', index, 'header')];
  if (!OPERATORS[field].includes(operator)) {
    return [conditionRefusal('OPERATOR_NOT_APPLICABLE', index, 'operator')];
  }
  if (!areValues(field, operator, values)) return [conditionRefusal('VALUES_NOT_ACCEPTED', index, 'values')];
  if (operator === REGEX && !values.every(isRegex)) {
    return [conditionRefusal('REGEX_NOT_ACCEPTED', index, 'values')];
  }
  return [];
}

function areValues(field: SortingField, operator: SortingOperator, values: readonly string[]): boolean {
  if (operator === EXISTS) return values.length === 0;
  if (field === SortingField.SIZE) return values.length === 1 && values.every((value) => BYTES.test(value));
  if (field === SortingField.MESSAGE_CLASS) return values.length > 0 && values.every(isMessageClass);
  return values.length > 0 && values.every((value) => TEXT.test(value));
}

/** Not a whole check, which is the server's; it finds what people forget, such as a bracket that is not closed. */
function isRegex(text: string): boolean {
  if (text.length > MAX_REGEX || NOT_POSIX.test(text) || copiesIn(text) > MAX_COPIES) return false;
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

const copiesIn = (text: string): number =>
  [...text.matchAll(REPETITION)].reduce(
    (copies, [, least, most]) => copies * Math.max(1, Number(least), Number(most ?? 0)),
    1,
  );
