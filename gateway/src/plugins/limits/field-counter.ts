import { type FieldNode, Kind, type SelectionSetNode, type ValidationContext } from 'graphql';

export interface CountedFields {
  /** Whether a field counts. */
  readonly counts: (field: FieldNode) => boolean;
  /** Whether those inside of fields count, too. */
  readonly isDeep: boolean;
}

/**
 * Counts the fields of a selection as if its fragments were written out. Each fragment is counted once and remembered,
 * so twenty fragments that each spread the next one twice cost twenty steps here, where planning them would cost a
 * million.
 */
export function fieldCounter(
  context: ValidationContext,
  { counts, isDeep }: CountedFields,
): (selectionSet: SelectionSetNode) => number {
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
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += countFields(selection.selectionSet);
      else {
        if (counts(selection)) count += 1;
        if (isDeep && selection.selectionSet) count += countFields(selection.selectionSet);
      }
    }
    return count;
  }

  return countFields;
}
