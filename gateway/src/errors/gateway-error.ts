import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { GATEWAY_ERROR_CODES, type GatewayErrorCode } from './gateway-error-codes';

export interface GatewayErrorOptions extends Pick<GraphQLErrorOptions, 'nodes' | 'path'> {
  readonly message?: string;
  /** Response headers that belong to the error, such as WWW-Authenticate. */
  readonly headers?: Record<string, string>;
}

/** An error of ours: its message is written for clients. */
export function gatewayError(code: GatewayErrorCode, options: GatewayErrorOptions = {}): GraphQLError {
  const { description, httpStatus } = GATEWAY_ERROR_CODES[code];
  const { message = description, headers, ...rest } = options;
  return new GraphQLError(message, {
    ...rest,
    extensions: {
      code,
      // graphql-yoga reads the status from here. `spec: false` keeps it for clients that accept
      // application/json too, where GraphQL over HTTP would rather have 200.
      http: { status: httpStatus, spec: false, ...(headers && { headers }) },
    },
  });
}
