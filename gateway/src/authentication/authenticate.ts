import { createHash } from 'node:crypto';
import { ANONYMOUS, createPrincipalSigner, type Principal } from '@hostgraph/principal';
import type { JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { GatewayConfig } from '../config';
import { verifyAccessToken } from './access-token';
import type { Accounts } from './accounts';
import { unauthenticated } from './authentication-error';
import { type Credential, readCredential } from './credential';

export interface Caller {
  readonly principal: Principal;
  /** The signed statement of it for the subgraphs (@hostgraph/principal). */
  readonly internalToken: string;
}

/**
 * Finds out who is calling.
 *
 * @throws UNAUTHENTICATED; SubgraphFailure and IdentityProviderUnavailable when it cannot be found out
 */
export type Authenticate = (authorization: string | null, requestId: string) => Promise<Caller>;

/** Far longer than any request, so that none outlives its token. */
const TOKEN_LIFETIME_SECONDS = 60;

/** Unknown credentials are asked for again sooner: one that was just created should work. */
const UNKNOWN_CACHE_SECONDS = 1;

/** Milliseconds; the cache takes 0 for ever. A whole millisecond is long enough for the next result of a stream. */
const SHORTEST_TTL = Number.MIN_VALUE;

/** Remembered callers; an entry is some kilobytes. */
const REMEMBERED = 10_000;

type Known = Caller | 'UNKNOWN';
type Identified = { principal: Principal; secondsLeft: number } | undefined;
interface Lookup {
  credential: Exclude<Credential, { type: 'MALFORMED' }>;
  requestId: string;
}

export interface AuthenticateOptions {
  config: Pick<GatewayConfig, 'oidc' | 'internalSigningKey' | 'principalCacheSeconds'>;
  accounts: Accounts;
  issuerKeys: JWTVerifyGetKey;
}

export async function createAuthenticate(options: AuthenticateOptions): Promise<Authenticate> {
  const { config, accounts, issuerKeys } = options;
  const { issuer, audience } = config.oidc;
  const sign = await createPrincipalSigner(config.internalSigningKey, TOKEN_LIFETIME_SECONDS);

  const callerOf = async (principal: Principal): Promise<Caller> => ({
    principal,
    internalToken: await sign(principal),
  });

  async function identify({ credential, requestId }: Lookup): Promise<Identified> {
    switch (credential.type) {
      case 'NONE':
        return { principal: ANONYMOUS, secondsLeft: Infinity };
      case 'API_KEY': {
        const { keyId, secret } = credential.key;
        const principal = await accounts.principalOfApiKey(keyId, secret, requestId);
        return principal && { principal, secondsLeft: Infinity };
      }
      case 'ACCESS_TOKEN': {
        const token = await verifyAccessToken(credential.text, { issuer, audience, keys: issuerKeys });
        const principal = token && (await accounts.principalOfPerson(issuer, token.subject, requestId));
        return principal && { principal, secondsLeft: token.expiresAt - Date.now() / 1000 };
      }
    }
  }

  // `fetch` of the cache lets all requests with one credential wait for one look-up. A look-up that fails is
  // not remembered.
  const known = new LRUCache<string, Known, Lookup>({
    max: REMEMBERED,
    ttl: 1,
    ttlResolution: 0,
    async fetchMethod(_key, _stale, { options: entry, context }) {
      const startedAt = performance.now();
      const identified = await identify(context);
      const value = identified ? await callerOf(identified.principal) : 'UNKNOWN';
      const seconds = identified
        ? Math.min(config.principalCacheSeconds, identified.secondsLeft)
        : Math.min(config.principalCacheSeconds, UNKNOWN_CACHE_SECONDS);
      // Counted from the question, not from the answer: that is what "revoked within 5 seconds" means.
      entry.ttl = Math.max(SHORTEST_TTL, seconds * 1000 - (performance.now() - startedAt));
      return value;
    },
  });

  return async (authorization, requestId) => {
    const credential = readCredential(authorization);
    if (credential.type === 'MALFORMED') throw unauthenticated();
    const answer = await known.forceFetch(cacheKey(credential), { context: { credential, requestId } });
    if (answer === 'UNKNOWN') throw unauthenticated();
    return answer;
  };
}

/** A hash, so that a dump of the memory holds no credentials that nobody is using. */
function cacheKey(credential: Lookup['credential']): string {
  return credential.type === 'NONE' ? '' : createHash('sha256').update(credential.text).digest('base64');
}
