import { GraphQLError, type ValueNode } from 'graphql';

/**
 * What a scalar says of a value that is none of it. In a variable that is BAD_USER_INPUT; a document that has it does
 * not fit the schema, which is for the validation to say.
 *
 * @param node of the document, where it stands there
 */
export const wrongValue = (mistake: string, node?: ValueNode): GraphQLError =>
  new GraphQLError(mistake, node ? { nodes: node } : { extensions: { code: 'BAD_USER_INPUT' } });
