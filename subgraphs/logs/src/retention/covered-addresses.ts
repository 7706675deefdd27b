import type { HeldAddress } from '../mail-event/log-filter';

/** From when on each address counts: since it is held, as far back as the plan covers. */
export const coveredAddresses = <Held extends HeldAddress>(
  held: readonly Held[],
  coversSince: Date,
): Held[] =>
  held.map((address) => ({
    ...address,
    since: new Date(Math.max(address.since.getTime(), coversSince.getTime())),
  }));
