import { LRUCache } from 'lru-cache';
import {
  type Admission,
  type AdmissionRequest,
  capacityMs,
  type Limiter,
  msPerUnit,
  RETRY_FOR_PLACE_MS,
  type Refusal,
} from './limiter';

/** Buckets that are not full; an entry is some 200 bytes. The one that was asked least recently is forgotten first. */
const REMEMBERED = 100_000;

/** Buckets of one gateway. What is said here in TypeScript, admission-script.ts says in Lua. */
export class MemoryLimiter implements Limiter {
  readonly #fullAt = new LRUCache<string, number>({ max: REMEMBERED });
  readonly #inFlight = new Map<string, number>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  admit(request: AdmissionRequest): Promise<Admission> {
    return Promise.resolve(this.#admit(request));
  }

  close(): Promise<void> {
    this.#fullAt.clear();
    return Promise.resolve();
  }

  #admit({ buckets, cost, takesPlace }: AdmissionRequest): Admission {
    const now = this.clock();
    const before = buckets.map(({ id }) => Math.max(0, (this.#fullAt.get(id) ?? now) - now));
    const after = buckets.map((bucket, index) =>
      Math.max(0, (before[index] ?? 0) + cost * msPerUnit(bucket)),
    );
    let refusal: Refusal | undefined;
    buckets.forEach((bucket, index) => {
      const missing = (after[index] ?? 0) - capacityMs(bucket);
      if (cost > 0 && missing > (refusal?.retryAfterMs ?? 0)) {
        refusal = { bucket, reason: 'BUDGET', retryAfterMs: missing };
      }
      const isFull = bucket.places !== undefined && (this.#inFlight.get(bucket.id) ?? 0) >= bucket.places;
      if (takesPlace && isFull && RETRY_FOR_PLACE_MS > (refusal?.retryAfterMs ?? 0)) {
        refusal = { bucket, reason: 'PLACES', retryAfterMs: RETRY_FOR_PLACE_MS };
      }
    });
    if (refusal) return { refusal, fullAfterMs: before, release: () => undefined };

    const taken = takesPlace ? buckets.filter(({ places }) => places !== undefined) : [];
    buckets.forEach(({ id }, index) => {
      const fullAfter = after[index] ?? 0;
      if (fullAfter > 0) this.#fullAt.set(id, now + fullAfter);
      else this.#fullAt.delete(id);
    });
    for (const { id } of taken) this.#inFlight.set(id, (this.#inFlight.get(id) ?? 0) + 1);
    return {
      fullAfterMs: after,
      release: () => {
        for (const { id } of taken) this.#giveBack(id);
      },
    };
  }

  #giveBack(id: string): void {
    const left = (this.#inFlight.get(id) ?? 0) - 1;
    if (left > 0) this.#inFlight.set(id, left);
    else this.#inFlight.delete(id);
  }
}
