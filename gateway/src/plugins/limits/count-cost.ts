import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldCost, FieldCosts, ListSize } from '../../supergraph/field-costs';

export interface Execution {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Count {
  /** Objects that the operation can answer at most. */
  readonly nodes: number;
  readonly cost: number;
}

/** What hangs on one place of the answer. */
interface Place {
  readonly selections: SelectionSetNode;
  readonly type: GraphQLNamedType | undefined | null;
  /** How often the place occurs in the answer at most. */
  readonly times: number;
  /** The lists in it whose length was said above it. */
  readonly sized: Sized | undefined;
}

interface Sized {
  readonly size: number;
  /** All lists, where undefined. */
  readonly fields: readonly string[] | undefined;
}

/** A change is never nearly free: it takes a transaction, a lock and a row of the audit trail. */
const MUTATION_WEIGHT = 10;

/** 17 ms of processor time for the standard introspection query, where an object takes about 0.1 ms. */
const INTROSPECTION_WEIGHTS: Readonly<Record<string, number>> = { __schema: 150, __type: 10 };

/** What a list is where nothing is stated: as long as the argument `first` says. */
const BY_FIRST: ListSize = { slicingArguments: ['first'] };

/**
 * Counts what an operation costs at most, before it is executed: an object 1, a mutation 10, or what its field's
 * `@cost` says instead, each as often as it can occur; a list multiplies what is in it by the length that its
 * `@listSize` tells. This is how routers of federation count (IBM's "GraphQL Cost Directives specification"). Lists of
 * which nothing is said count as one item, as they are short by design. Fields are to be limited before: the work is
 * one step for each, with fragments expanded.
 */
export function countCost(execution: Execution, costs: FieldCosts): Count {
  const { schema, document, operationName } = execution;
  const operation = getOperationAST(document, operationName);
  if (!operation) return { nodes: 0, cost: 1 };
  const variables = variablesOf(operation, execution.variableValues ?? {});
  const fragments = fragmentsOf(document);
  const rootType = schema.getRootType(operation.operation);
  let nodes = 0;
  let cost = 0;

  const count = ({ selections, ...place }: Place): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        countField(selection, place);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? place.type : schema.getType(condition);
      count({ ...place, selections: fragment.selectionSet, type });
    }
  };

  const countField = (field: FieldNode, { type, times, sized }: Omit<Place, 'selections'>): void => {
    const name = field.name.value;
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    const definition = type.getFields()[name];
    if (!definition) {
      cost += INTROSPECTION_WEIGHTS[name] ?? 0;
      return;
    }
    const stated = costs.get(`${type.name}.${name}`);
    const inner = sizeOf(field, definition, stated, variables);
    const here = times * lengthOf(definition, sized, inner);
    const isObject = !isLeafType(getNamedType(definition.type));
    const isMutation = type === rootType && operation.operation === OperationTypeNode.MUTATION;
    if (isObject) nodes += here;
    cost += here * (stated?.weight ?? (isMutation ? MUTATION_WEIGHT : isObject ? 1 : 0));
    if (stated) cost += times * weightOfArguments(field, stated, variables);
    if (!field.selectionSet) return;
    count({
      selections: field.selectionSet,
      type: getNamedType(definition.type),
      times: here,
      sized: isListType(getNullableType(definition.type)) ? undefined : inner,
    });
  };

  count({ selections: operation.selectionSet, type: rootType, times: 1, sized: undefined });
  return { nodes, cost: Math.max(1, cost) };
}

type Variables = Readonly<Record<string, unknown>>;

/** As they will be, where a client leaves one to its default in the document. */
function variablesOf({ variableDefinitions }: OperationDefinitionNode, given: Variables): Variables {
  const defaults = (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}

type Definition = GraphQLField<unknown, unknown>;

/** How long the lists are of which this field says something; undefined where it says nothing. */
function sizeOf(
  field: FieldNode,
  { args }: Definition,
  stated: FieldCost | undefined,
  variables: Variables,
): Sized | undefined {
  const list = stated?.list ?? (args.some(({ name }) => name === 'first') ? BY_FIRST : undefined);
  if (!list) return undefined;
  const sizes = list.slicingArguments.map(
    (name) => numberGiven(field, name, variables) ?? args.find((arg) => arg.name === name)?.defaultValue,
  );
  const positive = sizes.filter((size): size is number => typeof size === 'number' && size > 0);
  const size = positive.length > 0 ? Math.max(...positive) : (list.assumedSize ?? 1);
  return { size, fields: list.sizedFields };
}

function lengthOf({ name, type }: Definition, sized: Sized | undefined, own: Sized | undefined): number {
  if (!isListType(getNullableType(type))) return 1;
  if (own) return own.size;
  return sized && (sized.fields?.includes(name) ?? true) ? sized.size : 1;
}

function weightOfArguments(field: FieldNode, { argumentWeights }: FieldCost, variables: Variables): number {
  let weight = 0;
  for (const [name, ofArgument] of argumentWeights) {
    const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
    const isGiven =
      value !== undefined &&
      value.kind !== Kind.NULL &&
      (value.kind !== Kind.VARIABLE || (variables[value.name.value] ?? null) !== null);
    if (isGiven) weight += ofArgument;
  }
  return weight;
}

function numberGiven(field: FieldNode, wanted: string, variables: Variables): unknown {
  const value = field.arguments?.find(({ name }) => name.value === wanted)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
}
