import {
  type DirectiveNode,
  type DocumentNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

interface Request {
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

/**
 * Whether `@skip` and `@include` leave nothing of an operation. Its answer is `{}` (GraphQL, section 6.3.2);
 * router-runtime 1.4.23 has no plan for it, and answers a fault.
 */
export function isEmptyOperation({ document, operationName, variables = {} }: Request): boolean {
  const operation = getOperationAST(document, operationName);
  if (!operation) return false;
  const leavesOut = (directive: DirectiveNode): boolean => {
    const { value } = directive.name;
    if (value !== 'skip' && value !== 'include') return false;
    return conditionOf(directive, operation, variables) === (value === 'skip');
  };
  const isEmptySelection = (selection: SelectionNode): boolean => {
    if (selection.directives?.some(leavesOut)) return true;
    if (selection.kind === Kind.FIELD) return false;
    return isEmpty(
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragment(document, selection.name.value),
    );
  };
  const isEmpty = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.every(isEmptySelection) ?? true;
  return isEmpty(operation.selectionSet);
}

/** @returns undefined where it is neither true nor false, which is for whoever executes the operation to refuse */
function conditionOf(
  { arguments: given }: DirectiveNode,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): unknown {
  const value = given?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.BOOLEAN) return value.value;
  if (value?.kind !== Kind.VARIABLE) return undefined;
  const name = value.name.value;
  if (Object.hasOwn(variables, name)) return variables[name];
  const definition = variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const fallback = definition?.defaultValue;
  return fallback?.kind === Kind.BOOLEAN ? fallback.value : undefined;
}

function fragment(document: DocumentNode, wanted: string): SelectionSetNode | undefined {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === wanted) {
      return definition.selectionSet;
    }
  }
  return undefined;
}
