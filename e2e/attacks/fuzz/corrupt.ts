import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import type { Random } from '../../support/schema-values/random';
import {
  enumLeaf,
  isList,
  isObject,
  leafOf,
  NULL,
  type ObjectValue,
  type Value,
} from '../../support/schema-values/value';
import { strangeScalar, strangeValue } from './strange-values';

type Parts = readonly (GraphQLArgument | GraphQLInputField)[];

/** Makes one thing in valid arguments, or in an input object, wrong or nearly so. */
export function corruptParts(values: ObjectValue, parts: Parts, random: Random): ObjectValue {
  const name = random.pick(
    Object.keys(values).flatMap((key) => Array<string>(isDelicate(key, parts) ? 4 : 1).fill(key)),
  );
  const dice = random.next();
  if (dice < 0.05 || name === undefined)
    return { ...values, [random.pick(EXTRA_NAMES)]: strangeValue(random) };
  const part = parts.find((candidate) => candidate.name === name);
  if (dice < 0.1 || !part) return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  return { ...values, [name]: corrupt(values[name]!, part.type, random) };
}

/** What has a form of its own has the most ways to be nearly right. */
function isDelicate(name: string, parts: Parts): boolean {
  const type = parts.find((part) => part.name === name)?.type;
  return type !== undefined && isScalarType(getNamedType(type)) && !isSpecifiedScalarType(getNamedType(type));
}

const EXTRA_NAMES: readonly [string, ...string[]] = [
  'extra',
  '__typename',
  'constructor',
  'toString',
  '_',
  'Id',
];

function corrupt(value: Value, type: GraphQLInputType, random: Random): Value {
  if (isNonNullType(type)) return corrupt(value, type.ofType, random);
  const dice = random.next();
  if (dice < 0.08) return NULL;
  if (dice < 0.14) return strangeValue(random);
  if (isListType(type)) return corruptList(value, type.ofType, random);
  if (isInputObjectType(type) && isObject(value)) {
    return corruptParts(value, Object.values(type.getFields()), random);
  }
  if (isScalarType(type)) return strangeScalar(type.name, random);
  return random.pick([
    enumLeaf('UNKNOWN'),
    leafOf('x'),
    enumLeaf('toString'),
    leafOf(1),
    strangeValue(random),
  ]);
}

function corruptList(value: Value, item: GraphQLInputType, random: Random): Value {
  const items = isList(value) ? value : [value];
  const one = items[0] ?? NULL;
  switch (random.below(7)) {
    case 0:
      return [];
    case 1:
      // A list of one may be written without brackets.
      return one;
    case 2:
      return [...items, NULL];
    case 3:
      return [...items, ...items];
    case 4:
      return Array.from({ length: random.pick([101, 300, 1_001]) }, () => one);
    case 5:
      return [items];
    default:
      return items.map((each) => (random.chance(0.6) ? corrupt(each, item, random) : each));
  }
}
