import { SCALARS } from '@hostgraph/inputs';
import { type GraphQLSchema, isScalarType } from 'graphql';

/**
 * Teaches a schema that was read from text what its scalars accept where they stand in a document, so that a wrong one
 * is the client's mistake and is told before a subgraph is asked.
 */
export function checkScalarLiterals(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, parseLiteral } of SCALARS) {
    const scalar = schema.getType(name);
    if (isScalarType(scalar)) scalar.parseLiteral = parseLiteral;
  }
  return schema;
}

/**
 * The same of variables, too. This is not for the schema that operations are executed with: what it reads goes on to
 * the subgraphs, which are to get a secret or an address as it came.
 */
export function checkScalars(schema: GraphQLSchema): GraphQLSchema {
  checkScalarLiterals(schema);
  for (const { name, parseValue } of SCALARS) {
    const scalar = schema.getType(name);
    if (isScalarType(scalar)) scalar.parseValue = parseValue;
  }
  return schema;
}
