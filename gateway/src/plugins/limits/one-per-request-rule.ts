import { GraphQLError, OperationTypeNode, type ValidationRule } from 'graphql';
import { fieldCounter } from './field-counter';

/**
 * Lets an operation select at most one of the marked fields, once: a second one under an alias, in a fragment or after
 * another subgraph's would reach its subgraph in a request of its own, where nobody could tell. What `@skip` leaves out
 * counts, as a document is judged without its variables; a fragment that is spread twice counts twice.
 *
 * @param fields of the root type
 */
export function onePerRequestRule(fields: () => ReadonlySet<string>): ValidationRule {
  return (context) => {
    const countMarked = fieldCounter(context, {
      counts: ({ name }) => fields().has(name.value),
      isDeep: false,
    });
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
