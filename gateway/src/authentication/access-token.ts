import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { IdentityProviderUnavailable } from './identity-provider';

/** Asymmetric signatures only: with an HMAC, whoever can verify could also sign. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

export interface VerifiedToken {
  subject: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

export interface AccessTokenOptions {
  issuer: string;
  audience: string;
  keys: JWTVerifyGetKey;
}

/**
 * Verifies an access token as RFC 9068 says, section 4.
 *
 * @returns undefined when it does not count, for whatever reason
 * @throws IdentityProviderUnavailable
 */
export async function verifyAccessToken(
  token: string,
  { issuer, audience, keys }: AccessTokenOptions,
): Promise<VerifiedToken | undefined> {
  try {
    const { payload } = await jwtVerify(token, keysOrUnavailable(keys), {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub'],
    });
    if (!payload.sub || !payload.exp) return undefined;
    return { subject: payload.sub, expiresAt: payload.exp };
  } catch (error) {
    if (error instanceof IdentityProviderUnavailable) throw error;
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** Tells "the token names no key of the issuer" from "the issuer's keys cannot be had". */
function keysOrUnavailable(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      const isTokensFault =
        cause instanceof errors.JWKSNoMatchingKey ||
        cause instanceof errors.JWKSMultipleMatchingKeys ||
        cause instanceof errors.JOSENotSupported;
      if (isTokensFault) throw cause;
      throw new IdentityProviderUnavailable('The keys cannot be had', { cause });
    }
  };
}
