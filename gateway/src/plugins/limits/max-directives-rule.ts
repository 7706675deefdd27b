import { GraphQLError, type ValidationRule } from 'graphql';

/** Limits the directives in a document: each is checked and evaluated wherever it stands. */
export function maxDirectivesRule(limit: number): ValidationRule {
  return (context) => {
    let count = 0;
    return {
      Directive() {
        count += 1;
        if (count === limit + 1) context.reportError(new GraphQLError('Too many directives'));
      },
    };
  };
}
