import DataLoader from 'dataloader';
import type { RequestContext } from './request-context';
import { notFound } from '../errors/coded-error';

/**
 * Finds many values at once. Keys that have none are left out of the map.
 * Keys that are objects must have their properties in a constant order: their JSON is their identity.
 */
export type Batch<K, V> = (ctx: RequestContext, keys: readonly K[]) => Promise<ReadonlyMap<string, V>>;

const identityOf = (key: unknown): string => (typeof key === 'string' ? key : JSON.stringify(key));

/** PostgreSQL has no U+0000 in its texts: a key with one names nothing, and asking would fail the whole batch. */
const isStorable = (key: unknown): boolean => !(typeof key === 'string' && key.includes('\u0000'));

/** The DataLoaders of one request, one for each batch function, made when first used. */
export class Loaders {
  readonly #loaders = new Map<unknown, DataLoader<unknown, unknown, string>>();

  of<K, V>(ctx: RequestContext, batch: Batch<K, V>): DataLoader<K, V | null, string> {
    const known = this.#loaders.get(batch);
    if (known) return known as DataLoader<K, V | null, string>;
    const loader = new DataLoader<K, V | null, string>(
      async (keys) => {
        const found = await batch(ctx, keys.filter(isStorable));
        return keys.map((key) => found.get(identityOf(key)) ?? null);
      },
      { cacheKeyFn: identityOf },
    );
    this.#loaders.set(batch, loader);
    return loader;
  }

  /** For mutations: what was read before one of them is not what the rest of the request should be told. */
  clear(): void {
    this.#loaders.clear();
  }
}

/** Loads one value through the request's batch: a hundred calls in one tick are one call of `batch`. */
export const load = <K, V>(ctx: RequestContext, batch: Batch<K, V>, key: K): Promise<V | null> =>
  ctx.loaders.of(ctx, batch).load(key);

/**
 * As `load`, for what must be there.
 *
 * @param noun what a client calls it, such as `Mailbox`
 * @throws NOT_FOUND
 */
export async function loadOrNotFound<K, V>(
  ctx: RequestContext,
  batch: Batch<K, V>,
  key: K,
  noun: string,
): Promise<V> {
  const found = await load(ctx, batch, key);
  if (found === null) throw notFound(noun);
  return found;
}
