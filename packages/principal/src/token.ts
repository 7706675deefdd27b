import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Principal, principalSchema } from './principal';

const ISSUER = 'hostgraph-gateway';
const AUDIENCE = 'hostgraph-subgraphs';
const ALGORITHM = 'EdDSA';

/** Verified tokens remembered per process; an entry is at most a few kilobytes. */
const REMEMBERED_TOKENS = 10_000;

export type SignPrincipal = (principal: Principal) => Promise<string>;
export type VerifyPrincipal = (token: string) => Promise<Principal>;

/**
 * Signs principals with the gateway's private key (an Ed25519 JWK, RFC 8037).
 * A subgraph holds public keys only, so none can speak in another's name.
 *
 * @param lifetimeSeconds how long a subgraph accepts the token
 */
export async function createPrincipalSigner(
  privateJwk: JWK,
  lifetimeSeconds: number,
): Promise<SignPrincipal> {
  const key = await importJWK(privateJwk, ALGORITHM);
  const header = { alg: ALGORITHM, ...(privateJwk.kid === undefined ? {} : { kid: privateJwk.kid }) };
  return ({ id, ...claims }) =>
    new SignJWT(claims)
      .setProtectedHeader(header)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(id)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(key);
}

/**
 * Verifies tokens against the gateway's public keys (RFC 7517 set, so that keys can be rotated).
 * The gateway reuses a principal's token for some seconds; remembering the verified ones until they expire
 * makes all but the first request of that span cost a look-up instead of a signature check.
 *
 * @throws when the token is malformed, expired, or not signed by one of the keys
 */
export function createPrincipalVerifier(publicJwks: JSONWebKeySet): VerifyPrincipal {
  const keys = createLocalJWKSet(publicJwks);
  const remembered = new LRUCache<string, Principal>({ max: REMEMBERED_TOKENS });
  return async (token) => {
    const known = remembered.get(token);
    if (known) return known;
    const { payload } = await jwtVerify(token, keys, {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      requiredClaims: ['exp', 'sub'],
    });
    const principal = principalSchema.parse({ ...payload, id: payload.sub });
    const millisecondsLeft = (payload.exp ?? 0) * 1000 - Date.now();
    if (millisecondsLeft > 0) remembered.set(token, principal, { ttl: millisecondsLeft });
    return principal;
  };
}
