import { GraphQLError } from 'graphql';
import { z } from 'zod';

/** Shape of an error in a subgraph's response; anything else in it is dropped. */
export const subgraphErrorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/) }).optional(),
});

/**
 * Codes with which a subgraph says that it, or the supergraph, is broken. Their messages are about our own
 * machinery: the client sent the gateway a valid document.
 */
const INTERNAL_CODES = new Set([
  'INTERNAL_SERVER_ERROR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/**
 * Extensions of an error whose message and code a subgraph wrote for clients. The query planner copies errors
 * when it gives them a path in the whole response, but it keeps the extensions object, so this class survives
 * and tells such errors from those of the engine.
 */
export class SubgraphErrorExtensions {
  [name: string]: unknown;
  constructor(readonly code: string) {}
}

/** Reads one error of a subgraph's response, keeping message, path and code only. */
export function subgraphError(error: z.infer<typeof subgraphErrorSchema>): GraphQLError {
  const code = error.extensions?.code;
  const isPublic = code !== undefined && !INTERNAL_CODES.has(code);
  return new GraphQLError(error.message, {
    path: error.path,
    ...(isPublic && { extensions: new SubgraphErrorExtensions(code) }),
  });
}
