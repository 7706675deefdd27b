import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';

/**
 * Puts every field that repeats one of the same selection set, or may repeat one of a fragment before it, into an
 * inline fragment of its own: `{ a { b } a { c } }` becomes `{ a { b } ... { a { c } } }`, which means the same
 * (GraphQL, section 6.3.2).
 *
 * router-runtime 1.4.23 appends lists when it merges such fields, `{ tags tags }` and `{ ...HasTags tags }` give
 * every tag twice, and 25 repetitions 33 million times. Fields in fragments it merges item by item, as it should.
 *
 * @returns the document itself where nothing is repeated
 */
export const separateRepeatedFields = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet(node) {
      const seen = new Set<string>();
      let isAfterFragment = false;
      const selections = node.selections.map((selection) => {
        const key = responseKey(selection);
        if (key === undefined) isAfterFragment = true;
        const mayRepeat = key !== undefined && (isAfterFragment || seen.has(key));
        if (key !== undefined) seen.add(key);
        return mayRepeat ? inlineFragment(selection) : selection;
      });
      const hasRepeated = selections.some((selection, index) => selection !== node.selections[index]);
      return hasRepeated ? { ...node, selections } : undefined;
    },
  });

function responseKey(selection: SelectionNode): string | undefined {
  return selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : undefined;
}

function inlineFragment(selection: SelectionNode): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
  };
}
