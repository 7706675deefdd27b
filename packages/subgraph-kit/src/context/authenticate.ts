import type { IncomingHttpHeaders } from 'node:http';
import type { Principal, VerifyPrincipal } from '@hostgraph/principal';
import { CodedError } from '../errors/coded-error';

/** What the gateway sends: who is calling stands in the headers, and holds for this content only. */
export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  /** The body as it came; of a download, the token of its link. */
  readonly content: string | Uint8Array;
}

/** The id under which the gateway knows a request. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const id = headers['x-request-id'];
  return typeof id === 'string' ? id : '';
}

/**
 * Learns who is calling from the gateway's signed token, and from nothing else in the request.
 *
 * @throws UNAUTHENTICATED, answered with status 401, when the token is missing, expired, not the gateway's, or not of
 *   this request
 */
export function authenticate({ headers, content }: ReceivedRequest, verify: VerifyPrincipal): Principal {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  try {
    if (token !== undefined) return verify(token, { requestId: requestIdOf(headers), content });
  } catch {
    // What exactly is wrong with a token helps only somebody who forges one.
  }
  throw new CodedError('UNAUTHENTICATED', 'This service answers the gateway only', 401);
}
