import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { gatewayError } from '../errors/gateway-error';

/** A browser asks the server first before it lets another site's page send one of these. */
const PREFLIGHT_HEADERS = ['graphql-require-preflight', 'apollo-require-preflight'];

/**
 * Refuses what a browser would send for another site without asking: requests that are neither JSON nor carry
 * a header of their own (Fetch Standard, "CORS-safelisted request-header"). Bodies must be JSON in any case.
 */
export function useCsrfPrevention(): GatewayPlugin {
  return {
    onRequestParse({ request }) {
      const isJson = mediaTypeOf(request.headers.get('content-type')) === 'application/json';
      if (!isJson && !PREFLIGHT_HEADERS.some((name) => request.headers.has(name))) {
        throw gatewayError('CSRF_PREVENTED');
      }
      if (!isJson && request.method === 'POST') throw gatewayError('UNSUPPORTED_MEDIA_TYPE');
    },
  };
}

function mediaTypeOf(contentType: string | null): string | undefined {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase();
}
