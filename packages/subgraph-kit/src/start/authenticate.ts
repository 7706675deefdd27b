import type { IncomingHttpHeaders } from 'node:http';
import type { Principal, VerifyPrincipal } from '@hostgraph/principal';
import { CodedError } from '../errors/coded-error';

/**
 * Learns who is calling from the gateway's signed token, and from nothing else in the request.
 *
 * @throws UNAUTHENTICATED, answered with status 401, when the token is missing, expired or not the gateway's
 */
export async function authenticate(
  headers: IncomingHttpHeaders,
  verify: VerifyPrincipal,
): Promise<Principal> {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  try {
    if (token !== undefined) return await verify(token);
  } catch {
    // What exactly is wrong with a token helps only somebody who forges one.
  }
  throw new CodedError('UNAUTHENTICATED', 'This service answers the gateway only', 401);
}
