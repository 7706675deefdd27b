import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { type Bucket, capacityMs, type Limiter, type Refusal, remainingIn } from './limiter';

/** Callers of whom it is remembered; the list that operators read is no longer. */
const REMEMBERED = 500;

const FORGOTTEN_AFTER_MS = 60 * 60 * 1_000;
const WARN_EVERY_MS = 60_000;

interface RefusedCaller {
  readonly bucket: Bucket;
  readonly since: Date;
  // eslint-disable-next-line no-restricted-syntax -- counted up
  lastRefusal: Refusal['reason'];
  // eslint-disable-next-line no-restricted-syntax -- counted up
  refusedCount: number;
  // eslint-disable-next-line no-restricted-syntax -- counted up
  warnedAt: number;
}

/** A caller who was refused within the last hour, as operators see it. */
export interface LimitedCaller {
  /** Whose bucket it is: `organization`, `api-key`, `person`, `network` …. */
  readonly kind: string;
  /** The id, or for a network a keyed hash: no address. */
  readonly id: string;
  readonly lastRefusal: Refusal['reason'];
  readonly refusedCount: number;
  /** When it was refused for the first time. */
  readonly since: string;
  /** What is in its budget now. */
  readonly remaining: number;
}

/** Whom this gateway has refused, for its log and for its operators. */
export class RefusedCallers {
  readonly #callers = new LRUCache<string, RefusedCaller>({ max: REMEMBERED });

  constructor(private readonly log: Logger) {}

  note({ bucket, reason }: Refusal): void {
    const caller = this.#callers.get(bucket.id) ?? {
      bucket,
      since: new Date(),
      lastRefusal: reason,
      refusedCount: 0,
      warnedAt: -Infinity,
    };
    caller.refusedCount += 1;
    caller.lastRefusal = reason;
    const now = performance.now();
    // Whoever is limited goes on asking; a line for each request would be an attack on the log.
    if (now - caller.warnedAt >= WARN_EVERY_MS) {
      caller.warnedAt = now;
      const limited = bucket.isNetwork ? bucket.policy : bucket.id;
      this.log.warn({ limited, reason, refusedCount: caller.refusedCount }, 'a caller is limited');
    }
    const ttl = bucket.isNetwork ? Math.min(capacityMs(bucket), FORGOTTEN_AFTER_MS) : FORGOTTEN_AFTER_MS;
    this.#callers.set(bucket.id, caller, { ttl });
  }

  /** Newest first. */
  async list(limiter: Limiter): Promise<LimitedCaller[]> {
    const callers = [...this.#callers.values()];
    const buckets = callers.map(({ bucket }) => bucket);
    const { fullAfterMs } = await limiter.admit({ buckets, cost: 0, takesPlace: false });
    return callers.map(({ bucket, since, lastRefusal, refusedCount }, index) => ({
      kind: bucket.policy,
      id: bucket.id.slice(bucket.policy.length + 1),
      lastRefusal,
      refusedCount,
      since: since.toISOString(),
      remaining: remainingIn(bucket, fullAfterMs[index] ?? 0),
    }));
  }
}
