import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GATEWAY_ERROR_CODES } from '../errors/gateway-error-codes';
import type { RequestContext } from '../request/request-context';

/** Says in JSON what the engine says by a status alone: that nothing which the client accepts can carry the answer. */
export function useNotAcceptable(): GatewayPlugin {
  const { description, httpStatus } = GATEWAY_ERROR_CODES.NOT_ACCEPTABLE;
  return {
    onResponse(payload) {
      const { response, serverContext, fetchAPI } = payload;
      if (response.status !== httpStatus) return;
      const { requestId } = serverContext as unknown as RequestContext;
      const body = {
        errors: [{ message: description, extensions: { code: 'NOT_ACCEPTABLE', requestId } }],
      };
      const headers = new fetchAPI.Headers(response.headers);
      headers.set('content-type', 'application/json; charset=utf-8');
      payload.setResponse(new fetchAPI.Response(JSON.stringify(body), { status: httpStatus, headers }));
    },
  };
}
