import { createHash } from 'node:crypto';
import { ANONYMOUS, type Principal } from '@hostgraph/principal';
import type { JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../request/request-context';
import { verifyAccessToken } from './access-token';
import type { Accounts } from './accounts';
import { unauthenticated } from './authentication-error';
import { type Credential, readCredential } from './credential';
import { FreshAnswers } from './fresh-answers';

/** What somebody is about to do. */
export type Intent = 'READ' | 'WRITE';

/**
 * Finds out who is calling: for what is only read, as it was some seconds ago; for what is written, as it is now. So
 * nobody changes anything with a credential that has been withdrawn.
 *
 * @throws UNAUTHENTICATED; SubgraphFailure and IdentityProviderUnavailable when it cannot be found out
 */
export type Authenticate = (
  authorization: string | null,
  requestId: string,
  intent: Intent,
) => Promise<Caller>;

/** Unknown credentials are asked for again sooner: one that was just created should work. */
const UNKNOWN_CACHE_SECONDS = 1;

/** Milliseconds; the cache takes 0 for ever. A whole millisecond is long enough for the next result of a stream. */
const SHORTEST_TTL = Number.MIN_VALUE;

/** Remembered callers; an entry is some kilobytes. */
const REMEMBERED = 10_000;

type Known = Caller | 'UNKNOWN';
type Identified = { principal: Principal; secondsLeft: number } | undefined;
/** What was found out, and for how many milliseconds it may be remembered. */
interface Answer {
  readonly value: Known;
  readonly ttl: number;
}
interface Lookup {
  readonly credential: Exclude<Credential, { type: 'MALFORMED' }>;
  readonly requestId: string;
}

export interface AuthenticateOptions {
  /** Whose access tokens are believed, and whom they must be for. */
  readonly oidc: { readonly issuer: string; readonly audience: string };
  /** For how long a revoked credential may still be accepted. */
  readonly cacheSeconds: number;
  readonly accounts: Accounts;
  readonly issuerKeys: JWTVerifyGetKey;
}

export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const { oidc, cacheSeconds, accounts, issuerKeys } = options;
  const { issuer, audience } = oidc;

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

  async function find(lookup: Lookup): Promise<Answer> {
    const startedAt = performance.now();
    const identified = await identify(lookup);
    const seconds = identified
      ? Math.min(cacheSeconds, identified.secondsLeft)
      : Math.min(cacheSeconds, UNKNOWN_CACHE_SECONDS);
    return {
      value: identified ? { principal: identified.principal } : 'UNKNOWN',
      // Counted from the question, not from the answer: that is what "revoked within 5 seconds" means.
      ttl: Math.max(SHORTEST_TTL, seconds * 1000 - (performance.now() - startedAt)),
    };
  }

  // `fetch` of the cache lets all requests with one credential wait for one look-up. A look-up that fails is
  // not remembered.
  const known = new LRUCache<string, Known, Lookup>({
    max: REMEMBERED,
    ttl: 1,
    ttlResolution: 0,
    // A write that learns something newer must not fail the reads that wait.
    ignoreFetchAbort: true,
    async fetchMethod(_key, _stale, { options: entry, context }) {
      const { value, ttl } = await find(context);
      entry.ttl = ttl;
      return value;
    },
  });
  const fresh = new FreshAnswers<Known>();

  const findNow = (key: string, lookup: Lookup): Promise<Known> =>
    fresh.ask(key, async () => {
      const { value, ttl } = await find(lookup);
      known.set(key, value, { ttl });
      return value;
    });

  return async (authorization, requestId, intent) => {
    const credential = readCredential(authorization);
    if (credential.type === 'MALFORMED') throw unauthenticated();
    const lookup = { credential, requestId };
    const key = cacheKey(credential);
    const isAsked = intent === 'WRITE' && credential.type !== 'NONE';
    const answer = isAsked ? await findNow(key, lookup) : await known.forceFetch(key, { context: lookup });
    if (answer === 'UNKNOWN') throw unauthenticated();
    return answer;
  };
}

/** A hash, so that a dump of the memory holds no credentials that nobody is using. */
function cacheKey(credential: Lookup['credential']): string {
  return credential.type === 'NONE' ? '' : createHash('sha256').update(credential.text).digest('base64');
}
