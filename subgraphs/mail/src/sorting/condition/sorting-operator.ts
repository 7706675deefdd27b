import { registerEnumType } from 'type-graphql';

export enum SortingOperator {
  CONTAINS = 'CONTAINS',
  IS = 'IS',
  MATCHES = 'MATCHES',
  REGEX = 'REGEX',
  OVER = 'OVER',
  UNDER = 'UNDER',
  EXISTS = 'EXISTS',
}

registerEnumType(SortingOperator, {
  name: 'SortingOperator',
  description: 'How a condition compares; the case of the letters a to z never counts.',
  valuesConfig: {
    CONTAINS: { description: 'One of the values occurs in it.' },
    IS: { description: 'It is one of the values as a whole.' },
    MATCHES: {
      description:
        'It fits one of the values as a whole, in which `*` stands for any characters and `?` for one (RFC 5228, 2.7.1).',
    },
    REGEX: {
      description: 'One of the values, POSIX extended regular expressions, is found in it.',
    },
    OVER: { description: 'It is larger than the value. Only for `SIZE`.' },
    UNDER: { description: 'It is smaller than the value. Only for `SIZE`.' },
    EXISTS: { description: 'The message has such a header field; there are no values.' },
  },
});
