import {
  type DocumentNode,
  getNamedType,
  GraphQLID,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Writes a document in the part of the language that the planner's own parser knows, which is less than what clients
 * may write: router-query-planner 0.0.38 knows no descriptions of operations (GraphQL, September 2025, section 2.2),
 * and no number beyond 64 bits where an ID may be written as one (section 3.5.5). It knows no surrogate pairs in
 * escapes either; these are gone when a document is printed anew.
 */
export function inPlainLanguage(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      enter(node, key) {
        if (key === 'description') return null;
        const type = types.getInputType();
        if (node.kind === Kind.INT && type && getNamedType(type) === GraphQLID) {
          return { kind: Kind.STRING, value: node.value };
        }
        return undefined;
      },
    }),
  );
}
