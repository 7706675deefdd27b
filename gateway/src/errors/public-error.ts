import { withoutValue } from '@hostgraph/service';
import { GraphQLError, type GraphQLErrorExtensions, isValueNode, Kind } from 'graphql';
import type { Logger } from 'pino';
import { GATEWAY_ERROR_CODES, isGatewayErrorCode } from './gateway-error-codes';
import { SubgraphErrorExtensions } from './subgraph-error';

/** Long enough for every message of ours; shorter than what somebody might have us repeat. */
const MAX_MESSAGE_LENGTH = 300;

const clip = (message: string): string =>
  message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;

/**
 * What a client may see of an error: message, location, path, code and request id. The cause of anything that
 * was not written for clients goes to the log and nowhere else.
 *
 * @param isRequestError the response has no data, so its HTTP status comes from the error
 */
export function publicError(
  error: GraphQLError,
  requestId: string,
  log: Logger,
  isRequestError: boolean,
): GraphQLError {
  const code = publicCode(error);
  const isInternal = code === 'INTERNAL_SERVER_ERROR';
  if (isInternal) {
    log.error({ requestId, path: error.path, err: error.originalError ?? error }, 'internal error');
  }
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(
    isInternal ? GATEWAY_ERROR_CODES.INTERNAL_SERVER_ERROR.description : clip(withoutValue(message)),
    {
      nodes: nodes ?? null,
      source: source ?? null,
      positions: positions ?? null,
      path: path ?? null,
      extensions: { code, requestId, ...(isRequestError && { http: httpOf(error, code) }) },
    },
  );
}

function publicCode(error: GraphQLError): string {
  if (error.extensions instanceof SubgraphErrorExtensions) return error.extensions.code;
  const code = error.extensions['code'];
  if (isGatewayErrorCode(code)) return code;
  // graphql-js reports a variable of the wrong type at its definition, a value at itself, and gives them no code.
  const [node] = error.nodes ?? [];
  const isOfCaller = node !== undefined && (node.kind === Kind.VARIABLE_DEFINITION || isValueNode(node));
  return isOfCaller ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
}

/**
 * The status and headers that the error came with, or else the status of its code. With `spec`, graphql-yoga
 * answers 200 where the client accepts application/json only, as GraphQL over HTTP wants for documents that are
 * well-formed JSON but wrong GraphQL; refusals of any other kind keep their status.
 */
function httpOf(error: GraphQLError, code: string): NonNullable<GraphQLErrorExtensions['http']> {
  const status = isGatewayErrorCode(code) ? GATEWAY_ERROR_CODES[code].httpStatus : 200;
  const http = { status, ...error.extensions.http };
  return code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED'
    ? http
    : { ...http, spec: false };
}
