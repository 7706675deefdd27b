import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Authenticate } from '../authentication/authenticate';
import { type GatewayErrorCode, isGatewayErrorCode } from '../errors/gateway-error-codes';
import type { Limits } from '../limits/limits';
import type { LimitedCaller } from '../limits/refused-callers';

/** The operator's (docs/adr/0015-what-only-an-operator-may.md). */
const SCOPE = 'limits:read';

export interface LimitedCallers {
  readonly callers: readonly LimitedCaller[];
}

/** Tells an operator whom this gateway has refused lately; for all others there is nothing at this path. */
export type ServeLimits = (
  req: IncomingMessage,
  requestId: string,
) => Promise<LimitedCallers | GatewayErrorCode>;

export function createServeLimits(limits: Limits, authenticate: Authenticate): ServeLimits {
  return async (req, requestId) => {
    const { authorization } = req.headers;
    if (req.method !== 'GET' || authorization === undefined) return 'NOT_FOUND';
    try {
      const { principal } = await limits.tried.try(
        authorization,
        () => limits.networkOf(req),
        () => authenticate(authorization, requestId, 'READ'),
      );
      if (!principal.scopes.includes(SCOPE)) return 'NOT_FOUND';
    } catch (error) {
      const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
      return isGatewayErrorCode(code) ? code : 'SERVICE_UNAVAILABLE';
    }
    return { callers: await limits.limited() };
  };
}
