import {
  type FieldNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isLeafType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Execution {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What hangs on one place of the answer. */
interface Place {
  readonly selections: SelectionSetNode;
  readonly type: GraphQLNamedType | undefined | null;
  /** How often the place occurs in the answer at most. */
  readonly times: number;
  /** How long the lists in it are at most: the `first` of the connection that it is; 1 elsewhere. */
  readonly first: number;
}

/**
 * Counts the objects that an operation can answer at most: `first` multiplies down nested connections, and `nodes`
 * and `edges` count apart (as GitHub's node limit does: docs.github.com, "Rate limits and query limits for the
 * GraphQL API"). Lists without `first` count as one, as they are short by design. Fields are to be limited before:
 * the work is one step for each.
 */
export function countNodes({ schema, document, operationName, variableValues }: Execution): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  const count = ({ selections, type, times, first }: Place): number => {
    let total = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        total += countField(selection, { selections, type, times, first });
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      total += count({
        selections: fragment.selectionSet,
        type: condition === undefined ? type : schema.getType(condition),
        times,
        first,
      });
    }
    return total;
  };

  const countField = (field: FieldNode, { type, times, first }: Place): number => {
    if (!isObjectType(type) && !isInterfaceType(type)) return 0;
    const definition = type.getFields()[field.name.value];
    if (!definition || !field.selectionSet || isLeafType(getNamedType(definition.type))) return 0;
    const here = isListType(getNullableType(definition.type)) ? times * first : times;
    return (
      here +
      count({
        selections: field.selectionSet,
        type: getNamedType(definition.type),
        times: here,
        first: firstOf(field, definition, variableValues ?? {}),
      })
    );
  };

  return count({
    selections: operation.selectionSet,
    type: schema.getRootType(operation.operation),
    times: 1,
    first: 1,
  });
}

/** The argument `first` of a field, which the subgraphs limit to 100; 1 where the field takes none. */
function firstOf(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
): number {
  const argument = definition.args.find(({ name }) => name === 'first');
  if (!argument) return 1;
  const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
  const given =
    value?.kind === Kind.INT
      ? Number(value.value)
      : value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : undefined;
  const first = given ?? argument.defaultValue;
  return typeof first === 'number' && first > 0 ? first : 1;
}
