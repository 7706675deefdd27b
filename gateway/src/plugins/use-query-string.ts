import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { gatewayError } from '../errors/gateway-error';

/** Reads the operation of a GET from its query string (GraphQL over HTTP, section 5.3). */
export function useQueryString(): GatewayPlugin {
  return {
    onRequestParse({ request, url, setRequestParser }) {
      if (request.method !== 'GET') return;
      setRequestParser(() => {
        const parameters = url.searchParams;
        return {
          ...text(parameters, 'query'),
          ...text(parameters, 'operationName'),
          ...json(parameters, 'variables'),
          ...json(parameters, 'extensions'),
        };
      });
    },
  };
}

function text(parameters: URLSearchParams, name: string): Record<string, string> {
  const value = parameters.get(name);
  return value === null ? {} : { [name]: value };
}

function json(parameters: URLSearchParams, name: string): Record<string, unknown> {
  const value = parameters.get(name);
  try {
    return value === null ? {} : { [name]: JSON.parse(value) as unknown };
  } catch {
    throw gatewayError('BAD_REQUEST', { message: `The parameter ${name} is not JSON.` });
  }
}
