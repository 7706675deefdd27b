import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Authenticate, Intent } from '../authentication/authenticate';
import { IdentityProviderUnavailable } from '../authentication/identity-provider';
import { gatewayError } from '../errors/gateway-error';
import type { TriedCredentials } from '../limits/tried-credentials';
import type { Caller, RequestContext } from '../request/request-context';
import { SubgraphFailure } from '../transport/subgraph-failure';

/**
 * Finds out who is calling, once an operation is known to be valid: nothing is looked up for a request that
 * would be refused anyway. Results of a subscription are read, whoever the caller is by then.
 */
export function useAuthentication(
  authenticate: Authenticate,
  tried: TriedCredentials,
  log: Logger,
): GatewayPlugin<RequestContext> {
  /** By the context of a request. */
  const intents = new WeakMap<object, Intent>();
  return {
    onParse: ({ context }) => {
      return ({ result }) => {
        if (result === null || result instanceof Error) return;
        const operation = getOperationAST(result as DocumentNode, context.params.operationName);
        if (operation?.operation === OperationTypeNode.MUTATION) intents.set(context, 'WRITE');
      };
    },
    async onContextBuilding({ context, extendContext }) {
      const { requestId, network } = context as RequestContext;
      const authorization = context.request.headers.get('authorization');
      const findCaller = async (): Promise<Caller> => {
        try {
          return await authenticate(authorization, requestId, intents.get(context) ?? 'READ');
        } catch (error) {
          if (!(error instanceof SubgraphFailure || error instanceof IdentityProviderUnavailable))
            throw error;
          log.warn({ requestId, err: error }, 'cannot find out who is calling');
          throw gatewayError('SERVICE_UNAVAILABLE');
        }
      };
      const caller = await (authorization === null
        ? findCaller()
        : tried.try(authorization, network, findCaller));
      extendContext({ caller, findCaller });
    },
  };
}
