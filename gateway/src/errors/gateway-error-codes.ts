export interface ErrorCode {
  /** What happened and what the caller can do; also the message where none more exact is given. */
  readonly description: string;
  /** HTTP status of a response that carries this error and no data. */
  readonly httpStatus: number;
}

/** Every code that the gateway itself answers with. Subgraphs add their own, which pass through. */
export const GATEWAY_ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: { description: 'The document is not valid GraphQL.', httpStatus: 400 },
  GRAPHQL_VALIDATION_FAILED: { description: 'The document does not fit the schema.', httpStatus: 400 },
  OPERATION_RESOLUTION_FAILURE: {
    description: 'The document has no such operation, or several and operationName names none.',
    httpStatus: 400,
  },
  BAD_REQUEST: { description: 'The request is not a GraphQL request over HTTP.', httpStatus: 400 },
  BAD_USER_INPUT: {
    description:
      'A value is not of its type, or is more than the schema says is accepted (`@constraint`); `message` names it.',
    httpStatus: 400,
  },
  CSRF_PREVENTED: {
    description:
      'A browser could have sent this request for another site. Send it as application/json, or with the header graphql-require-preflight.',
    httpStatus: 400,
  },
  UNSUPPORTED_MEDIA_TYPE: { description: 'The body must be application/json.', httpStatus: 415 },
  PAYLOAD_TOO_LARGE: { description: 'The request body is larger than allowed.', httpStatus: 413 },
  TOO_MANY_TOKENS: { description: 'The document is longer than allowed.', httpStatus: 400 },
  QUERY_TOO_DEEP: { description: 'The operation is nested deeper than allowed.', httpStatus: 400 },
  TOO_MANY_ALIASES: { description: 'The operation uses more aliases than allowed.', httpStatus: 400 },
  TOO_MANY_FIELDS: {
    description: 'The operation selects more fields than allowed, counted with its fragments expanded.',
    httpStatus: 400,
  },
  TOO_MANY_NODES: {
    description:
      'The operation could answer more objects than allowed: `first` multiplies down nested lists. Ask for shorter pages, or for fewer lists at once.',
    httpStatus: 400,
  },
  TOO_MANY_DIRECTIVES: { description: 'The document uses more directives than allowed.', httpStatus: 400 },
  INTROSPECTION_TOO_DEEP: {
    description:
      'The introspection query goes around in circles. The standard introspection query is allowed.',
    httpStatus: 400,
  },
  INTROSPECTION_WITH_DATA: {
    description: 'An operation either asks for the schema or for data. Send two operations.',
    httpStatus: 400,
  },
  ONE_PER_REQUEST: {
    description:
      'The operation has several fields of which a request can hold one: they act on what is personal, or hash a password. Send one after the other.',
    httpStatus: 400,
  },
  UNPLANNABLE_OPERATION: {
    description:
      'The operation fits the schema, but the gateway finds no way to answer it. Ask for its parts in several operations.',
    httpStatus: 400,
  },
  TOO_COSTLY: {
    description:
      'The operation costs more than a full budget of its caller. Ask for shorter pages, or for less at once.',
    httpStatus: 400,
  },
  RATE_LIMITED: {
    description:
      'The caller’s budget is used up, or as many of its operations are running as may at once. Nothing has been done. Wait as long as the header Retry-After says, and send it again.',
    httpStatus: 429,
  },
  UNAUTHENTICATED: {
    description: 'The credential is missing, malformed, unknown, expired or revoked.',
    httpStatus: 401,
  },
  FORBIDDEN: {
    description: 'The credential lacks a scope that the answer to a mutation needs. Nothing was done.',
    httpStatus: 403,
  },
  NOT_FOUND: { description: 'There is nothing at this path.', httpStatus: 404 },
  NOT_ACCEPTABLE: {
    description:
      'None of the media types in the header Accept can carry this answer. Accept application/graphql-response+json, or text/event-stream for a subscription.',
    httpStatus: 406,
  },
  TOO_MANY_STREAMS: {
    description:
      'You, or your organization, have as many subscriptions open as allowed. Close those that nobody looks at, and subscribe again.',
    httpStatus: 429,
  },
  TOO_MANY_DOWNLOADS: {
    description:
      'This file, or what its owner had made, is being downloaded as often at once as allowed. Follow the link again when one has ended.',
    httpStatus: 429,
  },
  SERVICE_UNAVAILABLE: {
    description: 'A service that is needed for the answer cannot be reached. Try again later.',
    httpStatus: 503,
  },
  GATEWAY_TIMEOUT: {
    description: 'A service that is needed for the answer took too long. Its work may still be done.',
    httpStatus: 504,
  },
  SCHEMA_RELOAD: {
    description: 'The schema was replaced while the operation ran. Send it again.',
    httpStatus: 503,
  },
  INTERNAL_SERVER_ERROR: { description: 'Internal server error', httpStatus: 500 },
} as const satisfies Record<string, ErrorCode>;

export type GatewayErrorCode = keyof typeof GATEWAY_ERROR_CODES;

export function isGatewayErrorCode(code: unknown): code is GatewayErrorCode {
  return typeof code === 'string' && Object.hasOwn(GATEWAY_ERROR_CODES, code);
}
