import { CodedError } from '../errors/coded-error';
import type { Tenant } from './tenant';

export interface TurnLimits {
  /** Turns that are taken at once. */
  readonly total: number;
  /** Those of one tenant while others take turns too; the house's own work is bounded by `total` alone. */
  readonly perTenant: number;
  /** Those of a tenant beside whom nobody else has lately taken one. */
  readonly alone: number;
  /** How many of one tenant may wait. */
  readonly waiting: number;
}

type EndTurn = () => void;

/** Who took a turn so lately will take the next one soon. */
const LATELY_MS = 1_000;

/**
 * Gives out a scarce thing by turns: whose turn it is goes round among the tenants that wait, whatever number of
 * requests each has sent, and what waits for one of them comes in its order (fair queueing: Nagle, RFC 970). Nobody
 * takes all there is even when nobody else wants it, because what has begun cannot be taken back when somebody comes.
 */
export class FairTurns {
  readonly #limits: TurnLimits;
  readonly #taken = new Map<Tenant, number>();
  /** By tenant, in the order in which they come next. */
  readonly #waiting = new Map<Tenant, Set<() => void>>();
  #total = 0;
  /** The two tenants that have last begun, the later one first: one of them is not the one who asks. */
  #latest: readonly { readonly tenant: Tenant; readonly at: number }[] = [];

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
      if (this.#takenBy(tenant) >= this.#shareOf(tenant)) continue;
      this.#waiting.delete(tenant);
      for (const begin of queue) {
        queue.delete(begin);
        if (queue.size > 0) this.#waiting.set(tenant, queue);
        this.#count(tenant, 1);
        this.#remember(tenant);
        begin();
        break;
      }
    }
  }

  /** Whether another tenant has begun a turn so lately that its next one is to be expected. */
  isAlone(tenant: Tenant): boolean {
    const other = this.#latest.find((latest) => latest.tenant !== tenant);
    return !other || performance.now() - other.at >= LATELY_MS;
  }

  #shareOf(tenant: Tenant): number {
    const { total, perTenant, alone } = this.#limits;
    if (tenant === undefined) return total;
    return this.isAlone(tenant) ? alone : perTenant;
  }

  #remember(tenant: Tenant): void {
    if (tenant === undefined) return;
    const others = this.#latest.filter((latest) => latest.tenant !== tenant);
    this.#latest = [{ tenant, at: performance.now() }, ...others.slice(0, 1)];
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
