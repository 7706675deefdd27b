import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { gatewayError } from '../errors/gateway-error';

/** Stops reading a document at the limit, before there is a syntax tree of it. */
export function useTokenLimit(limit: number): GatewayPlugin {
  return maxTokensPlugin({
    n: limit,
    onReject: [
      () => {
        throw gatewayError('TOO_MANY_TOKENS');
      },
    ],
  }) as GatewayPlugin;
}
