import { GraphQLError } from 'graphql';
import { subgraphError, subgraphErrorSchema } from '../errors/subgraph-error';
import { SubgraphFailure } from './subgraph-failure';

export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: GraphQLError[];
}

/**
 * Reads the text of a GraphQL response (GraphQL over HTTP, section 6.2).
 *
 * @throws SubgraphFailure when it is none
 */
export function parseSubgraphResponse(text: string): SubgraphResponse {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the response is not JSON');
  }
  if (!isObject(body)) throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the response is not an object');
  const { data, errors } = body;
  if (data === undefined && errors === undefined) {
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the response has neither data nor errors');
  }
  if (data != null && !isObject(data)) {
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the data in the response is not an object');
  }
  return {
    ...(data !== undefined && { data }),
    ...(errors != null && { errors: parseErrors(errors) }),
  };
}

function parseErrors(errors: unknown): GraphQLError[] {
  if (!Array.isArray(errors)) {
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the errors in the response are not a list');
  }
  return errors.map((error: unknown) => {
    const { success, data } = subgraphErrorSchema.safeParse(error);
    return success
      ? subgraphError(data)
      : new GraphQLError('A subgraph sent an error without a usable message or code');
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
