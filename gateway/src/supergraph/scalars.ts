import { type GraphQLSchema, isScalarType } from 'graphql';
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
  return schema;
}
