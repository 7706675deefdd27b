import type { GatewayErrorCode } from '../errors/gateway-error-codes';

/** A subgraph that did not answer, or not with GraphQL. The cause is for the log only. */
export class SubgraphFailure extends Error {
  constructor(
    readonly code: Extract<
      GatewayErrorCode,
      'SERVICE_UNAVAILABLE' | 'GATEWAY_TIMEOUT' | 'TOO_MANY_DOWNLOADS' | 'TOO_MANY_STREAMS'
    >,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
