import type { Principal } from './principal';

/** How many of something scarce each may hold at once. */
export interface ShareLimits {
  readonly perCaller: number;
  readonly perOrganization: number;
}

/**
 * Gives out what is scarce, such as open streams: so many to a caller, and so many to an organization, whose API keys
 * are many callers. Counted in this process only.
 *
 * Somebody who belongs to several organizations takes from the one that holds fewest. So nobody can be shut out by what
 * others do in an organization, unless it is the only one that they have; and an organization's own limit counts
 * nothing that its members could not have taken elsewhere.
 */
export class Shares {
  readonly #limits: ShareLimits;
  readonly #held = new Map<string, number>();

  constructor(limits: ShareLimits) {
    this.#limits = limits;
  }

  /** @returns gives it back, once however often it is called; undefined when there is none to take */
  take({ kind, id, roles }: Principal): (() => void) | undefined {
    const caller = `${kind}:${id}`;
    if (this.#heldBy(caller) >= this.#limits.perCaller) return undefined;
    const [organization] = Object.keys(roles).toSorted((a, b) => this.#heldBy(a) - this.#heldBy(b));
    if (organization !== undefined && this.#heldBy(organization) >= this.#limits.perOrganization) {
      return undefined;
    }
    let holders = organization === undefined ? [caller] : [caller, organization];
    for (const holder of holders) this.#add(holder, 1);
    return () => {
      for (const holder of holders) this.#add(holder, -1);
      holders = [];
    };
  }

  #heldBy(holder: string): number {
    return this.#held.get(holder) ?? 0;
  }

  #add(holder: string, change: 1 | -1): void {
    const held = this.#heldBy(holder) + change;
    if (held === 0) this.#held.delete(holder);
    else this.#held.set(holder, held);
  }
}
