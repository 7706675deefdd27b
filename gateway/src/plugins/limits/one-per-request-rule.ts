import { GraphQLError, Kind, OperationTypeNode, type SelectionSetNode, type ValidationRule } from 'graphql';

/**
 * Lets an operation select at most one of the marked fields, once: a second one under an alias, in a fragment or after
 * another subgraph's would reach its subgraph in a request of its own, where nobody could tell. What `@skip` leaves out
 * counts, as a document is judged without its variables; a fragment that is spread twice counts twice.
 *
 * @param fields of the root type
 */
export function onePerRequestRule(fields: () => ReadonlySet<string>): ValidationRule {
  return (context) => {
    const ofFragment = new Map<string, number>();

    function countFragment(name: string): number {
      const known = ofFragment.get(name);
      if (known !== undefined) return known;
      // A circle counts as nothing here; NoFragmentCyclesRule refuses it.
      ofFragment.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment ? countMarked(fragment.selectionSet) : 0;
      ofFragment.set(name, count);
      return count;
    }

    function countMarked({ selections }: SelectionSetNode): number {
      let count = 0;
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) count += countFragment(selection.name.value);
        else if (selection.kind === Kind.INLINE_FRAGMENT) count += countMarked(selection.selectionSet);
        else if (fields().has(selection.name.value)) count += 1;
      }
      return count;
    }

    return {
      OperationDefinition({ operation, selectionSet }) {
        if (operation === OperationTypeNode.MUTATION && countMarked(selectionSet) > 1) {
          context.reportError(new GraphQLError('More than one of them'));
        }
        return false;
      },
    };
  };
}
