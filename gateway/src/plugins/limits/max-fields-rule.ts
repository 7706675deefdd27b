import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/**
 * Limits the fields that an operation selects, counted as if its fragments were written out. Each fragment is
 * counted once and remembered, so twenty fragments that each spread the next one twice cost twenty steps
 * here, where planning them would cost a million.
 */
export function maxFieldsRule(limit: number): ValidationRule {
  return (context) => {
    const ofFragment = new Map<string, number>();

    function countFragment(name: string): number {
      const known = ofFragment.get(name);
      if (known !== undefined) return known;
      // A circle counts as nothing here; NoFragmentCyclesRule refuses it.
      ofFragment.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment ? countFields(fragment.selectionSet) : 0;
      ofFragment.set(name, count);
      return count;
    }

    function countFields({ selections }: SelectionSetNode): number {
      let count = 0;
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) count += countFragment(selection.name.value);
        else {
          if (selection.kind === Kind.FIELD) count += 1;
          if (selection.selectionSet) count += countFields(selection.selectionSet);
        }
      }
      return count;
    }

    return {
      OperationDefinition(operation) {
        if (countFields(operation.selectionSet) > limit) {
          context.reportError(new GraphQLError('Too many fields'));
        }
        return false;
      },
    };
  };
}
