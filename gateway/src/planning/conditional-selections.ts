import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';

/**
 * Selects something unconditionally of each object of which `@skip` and `@include` may leave nothing. What is left is
 * answered `{}` (GraphQL, section 6.3.2), but the object may also be absent, or forbidden, and so must be asked for:
 * `mailbox { id @include(if: false) }`. router-query-planner 0.0.38 has no plan for one of which nothing is left in a
 * fragment with a condition. (What is left of a whole operation: `isEmptyOperation`.)
 *
 * @param filler a field of every type; the answer has to be rid of it
 * @returns the document itself where nothing was added
 */
export function fillConditionalSelections(document: DocumentNode, filler: FieldNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const isCertain = (selection: SelectionNode): boolean => {
    if (selection.directives?.some(isCondition)) return false;
    if (selection.kind === Kind.FIELD) return true;
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return set?.selections.some(isCertain) ?? false;
  };
  const fill = (field: FieldNode) => {
    const { selectionSet } = field;
    if (!selectionSet || selectionSet.selections.some(isCertain)) return undefined;
    return { ...field, selectionSet: { ...selectionSet, selections: [filler, ...selectionSet.selections] } };
  };
  return visit(document, { Field: fill });
}

const isCondition = ({ name }: { readonly name: { readonly value: string } }): boolean =>
  name.value === 'skip' || name.value === 'include';
