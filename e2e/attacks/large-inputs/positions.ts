import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { fieldOf, type Place } from '../../support/schema-values/places';

/** One argument of a place, one field of an input object in it, or an item of a list in it. */
export interface Position {
  readonly place: Place;
  /** From the arguments of the place; 0 is an item of a list. */
  readonly path: readonly (string | 0)[];
  readonly type: GraphQLInputType;
}

/** How often an input object is entered that contains itself. */
const MAX_DEPTH = 6;

export const positionsOf = (place: Place): Position[] =>
  fieldOf(place).args.flatMap((argument) => positionsIn(place, argument, []));

function positionsIn(
  place: Place,
  { name, type }: GraphQLArgument | GraphQLInputField,
  before: readonly (string | 0)[],
): Position[] {
  const path = [...before, name];
  return [{ place, path, type }, ...positionsBelow(place, type, path)];
}

function positionsBelow(place: Place, type: GraphQLInputType, path: readonly (string | 0)[]): Position[] {
  if (isNonNullType(type)) return positionsBelow(place, type.ofType, path);
  if (path.length > MAX_DEPTH) return [];
  if (isListType(type)) {
    const item = type.ofType;
    const itemPath = [...path, 0] as const;
    return [{ place, path: itemPath, type: item }, ...positionsBelow(place, item, itemPath)];
  }
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => positionsIn(place, field, path));
}
