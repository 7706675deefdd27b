import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { withoutValue } from '@hostgraph/service';
import { GraphQLError, type GraphQLFormattedError, isValueNode, Kind } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { RequestContext } from '../context/request-context';
import { isConnectionFailure } from '../database/connection-failure';
import { isUnstorableText } from '../database/unstorable-text';
import { CodedError } from '../errors/coded-error';

/** Codes that Apollo Server sets before a resolver runs; its messages name the client's own mistake only. */
const CLIENT_MISTAKES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/** Decides what of an error a client sees: known errors keep code and message, all others are masked. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const [code, message] = classify(formatted, unwrapResolverError(error));
  return {
    message,
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: { code },
  };
}

/** Faults of ours go, with their cause, to the request's log: it is the only place that tells them. */
export const logFaults: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue }) => {
        for (const error of errors) {
          const cause = unwrapResolverError(error);
          const [code] = classify(error, cause);
          if (code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE') {
            contextValue.log.error({ err: cause, path: error.path }, 'a field failed');
          }
        }
        return Promise.resolve();
      },
    }),
};

function classify(
  formatted: Pick<GraphQLFormattedError, 'message' | 'extensions'>,
  cause: unknown,
): [code: string, message: string] {
  const code = formatted.extensions?.['code'];
  if (cause instanceof CodedError) return [String(cause.extensions['code']), cause.message];
  if (cause instanceof ArgumentValidationError) return ['BAD_USER_INPUT', describeViolations(cause)];
  if (isConnectionFailure(cause)) return ['SERVICE_UNAVAILABLE', 'The data is not reachable at the moment'];
  if (isUnstorableText(cause)) return ['BAD_USER_INPUT', 'A text has a character that cannot be stored'];
  if (typeof code === 'string' && CLIENT_MISTAKES.has(code) && cause instanceof GraphQLError) {
    return [code, withoutValue(formatted.message)];
  }
  if (isWrongArgument(cause)) return ['BAD_USER_INPUT', withoutValue(cause.message)];
  return ['INTERNAL_SERVER_ERROR', 'Internal server error'];
}

/**
 * Whether graphql-js refused a value, to which it gives no code: a variable, which it reports at its definition; or
 * while it executed, which it reports at the value. That is null in a variable that the document allows to be null,
 * because the argument has a default (GraphQL, section 6.4.1).
 */
function isWrongArgument(cause: unknown): cause is GraphQLError {
  const [node] = cause instanceof GraphQLError ? (cause.nodes ?? []) : [];
  return node !== undefined && (node.kind === Kind.VARIABLE_DEFINITION || isValueNode(node));
}

function describeViolations(error: ArgumentValidationError): string {
  return messagesOf(error.extensions.validationErrors).join('; ');
}

/** class-validator's: of a value, or of values in an object or list inside it. */
interface Violation {
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Violation[];
}

/** A list of which all items are wrong in the same way says so once. */
const messagesOf = (violations: readonly Violation[]): string[] => [
  ...new Set(
    violations.flatMap(({ constraints = {}, children = [] }) => [
      ...Object.values(constraints),
      ...messagesOf(children),
    ]),
  ),
];
