import {
  type GraphQLEnumType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  type ValueNode,
  type VariableNode,
} from 'graphql';
import { isLongerThan } from './text-length';
import { type Constraint, constraintOf } from './constraint';

/** What of a value is too much, and where in it. */
export interface Excess {
  readonly reason: string;
  readonly path: readonly (string | number)[];
}

/** Where a variable stands. */
export interface VariablePlace {
  readonly type: GraphQLInputType;
  readonly constraint: Constraint;
}

/** The largest double has 309 digits. */
const MAX_NUMBER_LENGTH = 400;
/** Values of scalars that we do not know may have any form; nobody means one that is deeper. */
const MAX_DEPTH = 32;

const TOO_DEEP: Excess = { reason: `a value is nested at most ${MAX_DEPTH} deep`, path: [] };
const NOT_SINGLE: Excess = { reason: 'a single value is accepted, neither a list nor an object', path: [] };

/**
 * graphql-js makes an error of each field that a type does not know, and prints the whole object in each of them: an
 * object of 44,000 fields kept a gateway for half an hour.
 */
const tooManyFields = (most: number): Excess => ({ reason: `at most ${most} fields are accepted`, path: [] });

/**
 * What is too much of a value that came as a variable: the first that is found. Each text and list is measured before
 * it is looked into, so the work is one step for each item that is accepted, and none for what a type does not know.
 */
export function excessOfValue(
  value: unknown,
  type: GraphQLInputType,
  constraint: Constraint,
): Excess | undefined {
  if (value === null || value === undefined) return undefined;
  if (isNonNullType(type)) return excessOfValue(value, type.ofType, constraint);
  if (isListType(type)) {
    if (!Array.isArray(value)) return excessOfValue(value, type.ofType, constraint);
    return (
      excessOfItems(value.length, constraint) ??
      first(value, (item, index) => within(index, excessOfValue(item, type.ofType, constraint)))
    );
  }
  if (isInputObjectType(type)) {
    // That it is no object, or has fields of other names, is for the coercion to say.
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    const fields = Object.values(type.getFields());
    if (Object.keys(value).length > fields.length) return tooManyFields(fields.length);
    return first(fields, ({ name, type: inner, astNode }) =>
      Object.hasOwn(value, name)
        ? within(name, excessOfValue((value as Record<string, unknown>)[name], inner, constraintOf(astNode)))
        : undefined,
    );
  }
  const most = mostOf(type, constraint);
  if (typeof value === 'string') return most === undefined ? undefined : excessOfText(value, most);
  if (typeof value !== 'object') return undefined;
  if (most !== undefined) return NOT_SINGLE;
  return isDeeperThan(value, MAX_DEPTH) ? TOO_DEEP : undefined;
}

/** The same of a value that stands in the document. What is for a variable to say is reported, and says it later. */
export function excessOfLiteral(
  node: ValueNode,
  { type, constraint }: VariablePlace,
  onVariable: (variable: VariableNode, place: VariablePlace) => void,
): Excess | undefined {
  const excess = (
    part: ValueNode,
    partType: GraphQLInputType,
    partConstraint = constraint,
  ): Excess | undefined => excessOfLiteral(part, { type: partType, constraint: partConstraint }, onVariable);

  if (node.kind === Kind.VARIABLE) {
    onVariable(node, { type, constraint });
    return undefined;
  }
  if (isNonNullType(type)) return excess(node, type.ofType);
  if (isListType(type)) {
    if (node.kind !== Kind.LIST) return excess(node, type.ofType);
    return (
      excessOfItems(node.values.length, constraint) ??
      first(node.values, (item, index) => within(index, excess(item, type.ofType)))
    );
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return undefined;
    const fields = type.getFields();
    return first(node.fields, ({ name, value }) => {
      const field = Object.hasOwn(fields, name.value) ? fields[name.value] : undefined;
      return field && within(name.value, excess(value, field.type, constraintOf(field.astNode)));
    });
  }
  const most = mostOf(type, constraint);
  if (most === undefined || node.kind === Kind.NULL || node.kind === Kind.BOOLEAN) return undefined;
  if (node.kind === Kind.LIST || node.kind === Kind.OBJECT) return NOT_SINGLE;
  return excessOfText(node.value, most);
}

/** How many characters a value may have; undefined where nobody has said. */
function mostOf(type: GraphQLLeafType, { maxLength }: Constraint): number | undefined {
  if (isEnumType(type)) return longestName(type);
  const own = constraintOf(type.astNode).maxLength;
  if (maxLength !== undefined && own !== undefined) return Math.min(maxLength, own);
  const isNumber = isSpecifiedScalarType(type) && type.name !== 'String' && type.name !== 'ID';
  return maxLength ?? own ?? (isNumber ? MAX_NUMBER_LENGTH : undefined);
}

const longestNames = new WeakMap<GraphQLEnumType, number>();

function longestName(type: GraphQLEnumType): number {
  let longest = longestNames.get(type);
  if (longest === undefined) {
    longest = Math.max(...type.getValues().map(({ name }) => name.length));
    longestNames.set(type, longest);
  }
  return longest;
}

const excessOfItems = (items: number, { maxItems }: Constraint): Excess | undefined =>
  maxItems !== undefined && items > maxItems
    ? { reason: `at most ${maxItems} items are accepted`, path: [] }
    : undefined;

const excessOfText = (text: string, most: number): Excess | undefined =>
  isLongerThan(text, most) ? { reason: `at most ${most} characters are accepted`, path: [] } : undefined;

const within = (key: string | number, excess: Excess | undefined): Excess | undefined =>
  excess && { ...excess, path: [key, ...excess.path] };

function first<Item>(
  items: readonly Item[],
  excessOf: (item: Item, index: number) => Excess | undefined,
): Excess | undefined {
  for (const [index, item] of items.entries()) {
    const excess = excessOf(item, index);
    if (excess) return excess;
  }
  return undefined;
}

function isDeeperThan(value: object, depth: number): boolean {
  if (depth === 0) return true;
  return Object.values(value).some(
    (part: unknown) => typeof part === 'object' && part !== null && isDeeperThan(part, depth - 1),
  );
}
