import {
  type DocumentNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
} from 'graphql';

const CONDITIONS = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

/**
 * What is wrong with `@skip` and `@include` whose variable is null, which a document allows where the variable has a
 * default (GraphQL, section 6.4.1). The planner takes null for false, each subgraph refuses it for its own part.
 */
export function nullCondition(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  if (!Object.values(variables).includes(null)) return undefined;
  let error: GraphQLError | undefined;
  visit(document, {
    Directive({ name, arguments: given }) {
      const value = CONDITIONS.has(name.value) ? given?.[0]?.value : undefined;
      if (value?.kind !== Kind.VARIABLE || variables[value.name.value] !== null) return;
      error ??= new GraphQLError(`Variable "$${value.name.value}" must not be null in @${name.value}.`, {
        nodes: value,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    },
  });
  return error;
}
