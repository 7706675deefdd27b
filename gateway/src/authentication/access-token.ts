import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { IdentityProviderUnavailable } from './identity-provider';

/** Asymmetric signatures only: with an HMAC, whoever can verify could also sign. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

/** The end of the year 9999. JSON can write what no clock says: 1e400 is read as Infinity, which never comes. */
const LAST_SECOND = 253_402_300_799;

const numericDate = z.number().min(0).max(LAST_SECOND);

/** jose asks no more of `sub` than that there is one. */
const claimsSchema = z.object({
  /** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
  sub: z.string().regex(/^[ -~]{1,255}$/),
  exp: numericDate,
  nbf: numericDate.optional(),
  iat: numericDate.optional(),
});

export interface VerifiedToken {
  readonly subject: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

export interface AccessTokenOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
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
    const { data } = claimsSchema.safeParse(payload);
    return data && { subject: data.sub, expiresAt: data.exp };
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
