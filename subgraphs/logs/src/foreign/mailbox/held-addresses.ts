import type { HeldAddress } from '../../mail-event/log-filter';
import { splitAddress } from '../../mail-event/address-parts';
import type { Mailbox } from './mailbox.type';

/**
 * What the mail subgraph says of a mailbox's addresses. What is logged of one counts from when it became this mailbox's:
 * what came before is somebody else's. An address without that time is left out.
 */
export function heldAddresses({ addresses = [] }: Mailbox): (HeldAddress & { localPart: string })[] {
  return addresses.flatMap(({ address, assignedAt }) => {
    const since = new Date(Date.parse(assignedAt));
    return Number.isNaN(since.getTime()) ? [] : [{ ...splitAddress(address), since }];
  });
}
