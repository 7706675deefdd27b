import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** The identity provider did not answer, or not as OpenID Connect Discovery 1.0 says. */
export class IdentityProviderUnavailable extends Error {}

const TIMEOUT_MS = 5_000;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/**
 * The issuer's keys, found through its discovery document when the first token comes and kept from then on.
 * So the gateway starts while the provider is down, and asks again until it has answered once.
 *
 * @returns finds the key of a token; throws IdentityProviderUnavailable
 */
export function createIssuerKeys(issuer: string): JWTVerifyGetKey {
  let discovery: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    discovery ??= discoverKeys(issuer).catch((cause: unknown) => {
      discovery = undefined;
      throw new IdentityProviderUnavailable('Discovery failed', { cause });
    });
    return (await discovery)(header, token);
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const metadata = metadataSchema.parse(await response.json());
  // OpenID Connect Discovery 1.0, section 4.3: else one issuer could speak for another.
  if (metadata.issuer !== issuer) throw new Error('the discovery document names another issuer');
  return createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: TIMEOUT_MS });
}
