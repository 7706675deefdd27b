import {
  getNamedType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLArgument,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { idsFor, type KnownIds } from './known-ids';
import type { Random } from './random';
import { validScalar } from './valid-scalars';
import { enumLeaf, Leaf, NULL, type ObjectValue, type Value } from './value';

export interface Choices {
  readonly known: KnownIds;
  /** How probable it is that what may be left out is given, 0 to 1. */
  readonly optional: number;
}

/** Where a value stands: names tell what the schema's types do not, as which record an ID means. */
export interface Spot {
  readonly owner: string;
  readonly name: string;
}

/** A value that the type takes. Where only records that are there make sense, it is the id of one. */
export function valueOf(type: GraphQLInputType, random: Random, choices: Choices, spot: Spot): Value {
  if (isNonNullType(type)) return valueOf(type.ofType, random, choices, spot);
  if (isListType(type)) {
    const length = random.pick([1, 1, 2, 3]);
    return Array.from({ length }, () => valueOf(type.ofType, random, choices, spot));
  }
  const named = getNamedType(type);
  if (isEnumType(named)) return enumLeaf(random.pick(named.getValues())!.name);
  if (isInputObjectType(named)) {
    return valuesOf(Object.values(named.getFields()), named.name, random, choices);
  }
  if (named.name === 'ID') {
    const id = random.pick(idsFor(spot.owner, spot.name, choices.known));
    if (id !== undefined) return new Leaf(JSON.stringify(id));
  }
  return validScalar(named.name, spot.name, random);
}

/** Values of all arguments of a field, or of all fields of an input object. */
export function valuesOf(
  parts: readonly (GraphQLArgument | GraphQLInputField)[],
  owner: string,
  random: Random,
  choices: Choices,
): ObjectValue {
  const values: Record<string, Value> = {};
  for (const part of parts) {
    const isRequired = isNonNullType(part.type) && part.defaultValue === undefined;
    if (!isRequired && !random.chance(choices.optional)) continue;
    const isNull = !isNonNullType(part.type) && !isRequired && random.chance(0.05);
    values[part.name] = isNull ? NULL : valueOf(part.type, random, choices, { owner, name: part.name });
  }
  return values;
}
