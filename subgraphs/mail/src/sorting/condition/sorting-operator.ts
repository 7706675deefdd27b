import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const SortingOperator = describedEnum(
  'SortingOperator',
  'How a condition compares; the case of the letters a to z never counts.',
  {
    CONTAINS: 'One of the values occurs in it.',
    IS: 'It is one of the values as a whole.',
    MATCHES:
      'It fits one of the values as a whole, in which `*` stands for any characters and `?` for one (RFC 5228, 2.7.1).',
    REGEX: 'One of the values, POSIX extended regular expressions, is found in it.',
    OVER: 'It is larger than the value. Only for `SIZE`.',
    UNDER: 'It is smaller than the value. Only for `SIZE`.',
    EXISTS: 'The message has such a header field; there are no values.',
  },
);
export type SortingOperator = ValueOf<typeof SortingOperator>;
