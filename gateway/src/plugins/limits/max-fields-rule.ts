import { GraphQLError, type ValidationRule } from 'graphql';
import { fieldCounter } from './field-counter';

/** Limits the fields that an operation selects. */
export function maxFieldsRule(limit: number): ValidationRule {
  return (context) => {
    const countFields = fieldCounter(context, { counts: () => true, isDeep: true });
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
