import { SubgraphFailure } from './subgraph-failure';

/** So many at once, and so many that wait for one of them to end, in the order in which they came. */
export class Slots {
  #free: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<() => void>();

  constructor(atOnce: number, maxWaiting: number) {
    this.#free = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Resolves when there is one, which must be given back.
   *
   * @throws SubgraphFailure at once when too many wait; the signal's reason when it aborts before
   */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    if (this.#waiting.size >= this.#maxWaiting) {
      throw new SubgraphFailure(
        'SERVICE_UNAVAILABLE',
        'all connections are busy, and too many requests wait',
      );
    }
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.delete(next);
        reject(signal.reason as Error);
      };
      this.#waiting.add(next);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  give(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free++;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
