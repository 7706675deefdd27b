import type { GraphQLError } from 'graphql';
import { gatewayError } from '../errors/gateway-error';

/**
 * The one answer to every credential that does not count (RFC 6750, section 3.1). It does not say why: that
 * would tell an attacker which keys exist and which are merely expired.
 */
export function unauthenticated(): GraphQLError {
  return gatewayError('UNAUTHENTICATED', {
    headers: { 'www-authenticate': 'Bearer realm="hostgraph", error="invalid_token"' },
  });
}
