import type { ErrorCodeDescription } from '@hostgraph/subgraph-kit';
import { UserError } from '@hostgraph/subgraph-kit';

/** Why conditions are not accepted, in `userErrors`. */
export const SORTING_CONDITION_ERROR_CODES = {
  HEADER_NOT_ACCEPTED: {
    meaning: 'A condition on HEADER needs the name of a header field, and no other condition has one.',
    remedy: 'Give a name as it stands in messages, such as `List-Id`: printable ASCII without colon.',
  },
  OPERATOR_NOT_APPLICABLE: {
    meaning: 'The field of the condition cannot be compared in this way.',
    remedy: 'Choose an operator that `SortingConditionInput.operator` names for the field.',
  },
  VALUES_NOT_ACCEPTED: {
    meaning: 'The condition has values that do not fit its field and operator, or too many.',
    remedy:
      'Give 1 to 50 values of 1 to 500 characters without line breaks; none for EXISTS; for SIZE one number of bytes; ' +
      'for MESSAGE_CLASS only SPAM and ADVERTISING. All conditions together have at most 40,000 characters.',
  },
  REGEX_NOT_ACCEPTED: {
    meaning:
      'A value is no regular expression that mail servers take: it is malformed, refers back to a group, or repeats too much.',
    remedy:
      'Write a POSIX extended regular expression of at most 200 characters without `\\1` and `(?`; what its `{n,m}` allow, multiplied, is at most 255.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

/** @param index of the condition in `input.conditions` */
export const conditionRefusal = (
  code: keyof typeof SORTING_CONDITION_ERROR_CODES,
  index: number,
  part: string,
): UserError =>
  Object.assign(new UserError(), {
    code,
    message: SORTING_CONDITION_ERROR_CODES[code].meaning,
    path: ['input', 'conditions', String(index), part],
  });
