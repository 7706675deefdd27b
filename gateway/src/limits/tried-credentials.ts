import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CallerLimits } from './caller-limits';
import type { ClientNetwork } from './client-network';

/** Credentials that were good lately; an entry is some 150 bytes. */
const REMEMBERED = 50_000;

const REMEMBERED_FOR_MS = 15 * 60 * 1_000;

/**
 * Counts credentials that are refused by the network that they come from, and asks nobody about another one where there
 * were too many. One that was good lately is asked about in any case: whoever shares an address with an attacker stays
 * signed in.
 */
export class TriedCredentials {
  readonly #good = new LRUCache<string, true>({ max: REMEMBERED, ttl: REMEMBERED_FOR_MS });

  constructor(private readonly limits: CallerLimits) {}

  /** @throws RATE_LIMITED, and what `find` throws */
  async try<Found>(
    authorization: string,
    network: () => ClientNetwork,
    find: () => Promise<Found>,
  ): Promise<Found> {
    // A hash, so that a dump of the memory holds no credentials that nobody is using.
    const key = createHash('sha256').update(authorization).digest('base64');
    const giveBack = this.#good.has(key) ? undefined : await this.limits.admitCredential(network());
    try {
      const found = await find();
      this.#good.set(key, true);
      giveBack?.();
      return found;
    } catch (error) {
      if (isRefusal(error)) this.#good.delete(key);
      else giveBack?.();
      throw error;
    }
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED';
