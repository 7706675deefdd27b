import { GraphQLError } from 'graphql';

/**
 * A fault that a client may see: `extensions.code` is one of the documented codes, and the message is safe
 * to show. Everything that is not a CodedError is masked before it leaves the process.
 */
export class CodedError extends GraphQLError {
  /** @param httpStatus of the whole response; only for a fault that leaves nothing to answer */
  constructor(code: string, message: string, httpStatus?: number) {
    super(message, {
      extensions: { code, ...(httpStatus !== undefined && { http: { status: httpStatus } }) },
    });
    this.name = 'CodedError';
  }
}

/** The one answer for absent and hidden objects alike, so that ids cannot be probed. */
export const notFound = (noun: string): CodedError => new CodedError('NOT_FOUND', `${noun} not found`);

export const forbidden = (message: string): CodedError => new CodedError('FORBIDDEN', message);

export const badUserInput = (message: string): CodedError => new CodedError('BAD_USER_INPUT', message);
