import { CodedError } from '../errors/coded-error';
import type { Tenant } from './tenant';

export interface TurnLimits {
  /** Turns that are taken at once. */
  readonly total: number;
  /** Those of one tenant; the house's own work is bounded by `total` alone. */
  readonly perTenant: number;
  /** How many of one tenant may wait. */
  readonly waiting: number;
}

type EndTurn = () => void;

/**
 * Gives out a scarce thing by turns: whose turn it is goes round among the tenants that wait, whatever number of
 * requests each has sent, and what waits for one of them comes in its order (fair queueing: Nagle, RFC 970). Nobody
 * takes more than a share even when nobody else waits, because what has begun cannot be taken back when somebody
 * comes.
 */
export class FairTurns {
  readonly #limits: TurnLimits;
  readonly #taken = new Map<Tenant, number>();
  /** By tenant, in the order in which they come next. */
  readonly #waiting = new Map<Tenant, Set<() => void>>();
  #total = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * Waits for a turn.
   *
   * @param signal ends the waiting
   * @returns to be called once, when the turn is over
   * @throws TOO_MANY_WAITING
   */
  async begin(tenant: Tenant, signal?: AbortSignal): Promise<EndTurn> {
    const queue = this.#waiting.get(tenant) ?? new Set();
    if (queue.size >= this.#limits.waiting) {
      throw new CodedError('TOO_MANY_WAITING', 'Too many of your requests wait for their turn');
    }
    if (signal?.aborted) throw noLongerWanted();
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(begin);
        if (queue.size === 0) this.#waiting.delete(tenant);
        reject(noLongerWanted());
      };
      const begin = () => {
        signal?.removeEventListener('abort', leave);
        resolve(() => {
          this.#count(tenant, -1);
          this.#goOn();
        });
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.set(tenant, queue.add(begin));
      this.#goOn();
    });
  }

  #goOn(): void {
    // Who is put behind the others here is met again, until nobody may begin.
    for (const [tenant, queue] of this.#waiting) {
      if (this.#total >= this.#limits.total) return;
      if (tenant !== undefined && this.#takenBy(tenant) >= this.#limits.perTenant) continue;
      this.#waiting.delete(tenant);
      for (const begin of queue) {
        queue.delete(begin);
        if (queue.size > 0) this.#waiting.set(tenant, queue);
        this.#count(tenant, 1);
        begin();
        break;
      }
    }
  }

  #takenBy(tenant: Tenant): number {
    return this.#taken.get(tenant) ?? 0;
  }

  #count(tenant: Tenant, change: 1 | -1): void {
    this.#total += change;
    const taken = this.#takenBy(tenant) + change;
    if (taken === 0) this.#taken.delete(tenant);
    else this.#taken.set(tenant, taken);
  }
}

/** Nobody reads it: who asked has hung up, as the gateway does when its time is over. */
const noLongerWanted = (): CodedError =>
  new CodedError('SERVICE_UNAVAILABLE', 'The request ended before its turn came');
