import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { publicError } from '../errors/public-error';
import type { RequestContext } from '../request/request-context';

/** The last thing that every result passes: reduces errors to what clients may see. */
export function usePublicErrors(log: Logger): GatewayPlugin<RequestContext> {
  return {
    onResultProcess(payload) {
      const { result, serverContext } = payload;
      const { requestId } = serverContext as unknown as RequestContext;
      const toPublic = (part: ExecutionResult): ExecutionResult => {
        if (!part.errors) return part;
        const isRequestError = part.data === undefined;
        return {
          ...part,
          errors: part.errors.map((error) => publicError(error, requestId, log, isRequestError)),
        };
      };
      if (Symbol.asyncIterator in result)
        payload.setResult(mapResults(result as AsyncIterable<ExecutionResult>, toPublic));
      else if (!Array.isArray(result)) payload.setResult(toPublic(result as ExecutionResult));
    },
  };
}

async function* mapResults(
  results: AsyncIterable<ExecutionResult>,
  map: (result: ExecutionResult) => ExecutionResult,
): AsyncGenerator<ExecutionResult> {
  for await (const result of results) yield map(result);
}
