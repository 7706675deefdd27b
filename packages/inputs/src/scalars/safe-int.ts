import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { wrongValue } from './wrong-value';

/** `-9007199254740991`. */
const MAX_LENGTH = 17;

function check(value: unknown, nodes?: ValueNode): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw wrongValue('Not a whole number from −(2^53 − 1) to 2^53 − 1', nodes);
}

export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description:
    'A whole number that every JSON parser reads exactly (RFC 8259, 6): −(2^53 − 1) to 2^53 − 1, at most 17 characters.',
  specifiedByURL: 'https://www.ecma-international.org/ecma-262/#sec-number.issafeinteger',
  extensions: { directives: { constraint: { maxLength: MAX_LENGTH } } },
  serialize: (value) => GraphQLSafeInt.serialize(value),
  parseValue: (value) => check(value),
  parseLiteral: (node) =>
    check(node.kind === Kind.INT && node.value.length <= MAX_LENGTH ? Number(node.value) : undefined, node),
});
