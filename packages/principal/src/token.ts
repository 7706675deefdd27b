import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { type Principal, principalSchema } from './principal';

const ISSUER = 'hostgraph-gateway';
const ALGORITHM = 'EdDSA';

/** What the gateway sends to one subgraph: the principal token is good for this and for nothing else. */
export interface SignedRequest {
  /** The subgraph's name. */
  readonly audience: string;
  /** Its header `x-request-id`; empty where there is none. */
  readonly requestId: string;
  /** The body, with the operation and its variables; of a download, the token of its link. */
  readonly content: string | Uint8Array;
}

export type SignPrincipal = (principal: Principal, request: SignedRequest) => string;
export type VerifyPrincipal = (token: string, request: Omit<SignedRequest, 'audience'>) => Principal;

const headerSchema = z.object({ alg: z.literal(ALGORITHM), kid: z.string().optional() });

const claimsSchema = principalSchema.omit({ id: true }).extend({
  iss: z.literal(ISSUER),
  aud: z.string(),
  sub: principalSchema.shape.id,
  /** Digest of the request. */
  req: z.string(),
  exp: z.number(),
});

/**
 * Signs principals with the gateway's private key (an Ed25519 JWK, RFC 8037): a JWT (RFC 7519) for one request.
 * Subgraphs hold public keys only, so none can speak in another's name. By node:crypto, which takes a third of the
 * time that WebCrypto and its thread pool take.
 *
 * @param lifetimeSeconds for which a subgraph accepts the token
 */
export function createPrincipalSigner(privateJwk: JsonWebKey, lifetimeSeconds: number): SignPrincipal {
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' });
  const { kid } = privateJwk;
  const header = encode({ alg: ALGORITHM, ...(typeof kid === 'string' && { kid }) });
  return ({ id, ...claims }, request) => {
    const now = Date.now() / 1000;
    const signed = `${header}.${encode({
      ...claims,
      iss: ISSUER,
      aud: request.audience,
      sub: id,
      req: digestOf(request),
      iat: Math.floor(now),
      exp: now + lifetimeSeconds,
    })}`;
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  };
}

/**
 * Verifies tokens against the gateway's public keys (RFC 7517 set, so that keys can be rotated).
 *
 * @param audience name of the subgraph that verifies
 * @returns throws when the token is malformed, expired, not signed by one of the keys, or meant for another subgraph or
 *   another request
 */
export function createPrincipalVerifier(
  publicJwks: { readonly keys: readonly JsonWebKey[] },
  audience: string,
): VerifyPrincipal {
  const keys = publicJwks.keys
    .filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519')
    .map((key) => ({ kid: key['kid'], key: createPublicKey({ key, format: 'jwk' }) }));

  return (token, request) => {
    const [header = '', payload = '', signature = '', ...rest] = token.split('.');
    const { kid } = headerSchema.parse(decode(header));
    const signed = Buffer.from(`${header}.${payload}`);
    const bytes = Buffer.from(signature, 'base64url');
    const candidates = kid === undefined ? keys : keys.filter((known) => known.kid === kid);
    if (rest.length > 0 || !candidates.some(({ key }) => verify(null, signed, key, bytes))) {
      throw new Error('signature: not by a key of the gateway');
    }
    const { kind, sub: id, scopes, roles, aud, req, exp } = claimsSchema.parse(decode(payload));
    if (aud !== audience) throw new Error('aud: meant for another subgraph');
    if (exp <= Date.now() / 1000) throw new Error('exp: expired');
    if (req !== digestOf(request)) throw new Error('req: meant for another request');
    return { kind, id, scopes, roles };
  };
}

/** The request id has no line break: no header can hold one. */
const digestOf = ({ requestId, content }: Omit<SignedRequest, 'audience'>): string =>
  createHash('sha256').update(`${requestId}\n`).update(content).digest('base64url');

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString());
