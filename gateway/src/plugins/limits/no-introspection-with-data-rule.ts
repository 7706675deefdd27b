import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/**
 * Refuses operations that ask for the schema and for data at once. The engine answers introspection itself,
 * and would answer null for the data, as if there were none.
 */
export const noIntrospectionWithDataRule: ValidationRule = (context) => {
  function rootFields({ selections }: SelectionSetNode, seen: Set<string>): string[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet, seen);
      const fragment = context.getFragment(selection.name.value);
      if (!fragment || seen.has(fragment.name.value)) return [];
      return rootFields(fragment.selectionSet, seen.add(fragment.name.value));
    });
  }
  return {
    OperationDefinition(operation) {
      const fields = rootFields(operation.selectionSet, new Set()).filter((name) => name !== '__typename');
      const ofSchema = fields.filter((name) => name === '__schema' || name === '__type').length;
      if (ofSchema > 0 && ofSchema < fields.length) {
        context.reportError(new GraphQLError('Introspection together with data'));
      }
      return false;
    },
  };
};
