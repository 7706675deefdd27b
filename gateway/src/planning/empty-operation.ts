import {
  type DocumentNode,
  getDirectiveValues,
  getOperationAST,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
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
  const isWanted = (selection: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
  const isEmpty = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.every((selection) => {
      if (!isWanted(selection)) return true;
      if (selection.kind === Kind.FIELD) return false;
      return isEmpty(
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragment(document, selection.name.value),
      );
    }) ?? true;
  return isEmpty(operation.selectionSet);
}

function fragment(document: DocumentNode, wanted: string): SelectionSetNode | undefined {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === wanted) {
      return definition.selectionSet;
    }
  }
  return undefined;
}
