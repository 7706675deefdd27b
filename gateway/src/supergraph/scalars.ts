import { GraphQLError, type GraphQLSchema, isScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

/**
 * Teaches a schema that was read from text what its scalars accept, so that a wrong literal is the client's mistake
 * and is told before a subgraph is asked. Variables are left to the subgraphs, which get them as they came.
 */
export function checkScalarLiterals(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, parseLiteral } of [GraphQLDateTime, GraphQLSafeInt]) {
    const scalar = schema.getType(name);
    if (isScalarType(scalar)) scalar.parseLiteral = parseLiteral;
  }
  const secret = schema.getType('Secret');
  if (isScalarType(secret)) secret.parseLiteral = refuseLiteral;
  return schema;
}

/** A document is kept in caches, and by whoever wrote it; a secret in it would be, too. */
function refuseLiteral(): never {
  throw new GraphQLError('A secret is accepted as a variable only, not in the document itself');
}
