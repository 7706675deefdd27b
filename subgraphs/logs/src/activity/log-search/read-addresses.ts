import { groupBy } from '@hostgraph/subgraph-kit';
import { LogScope } from '../../mail-event/log-scope';
import type { LogOwner } from '../../mail-event/log-filter';
import { type AddressParts, joinAddress } from '../../mail-event/address-parts';
import type { MailEvent } from '../../mail-event/mail-event.entity';

/** An address that a search of a whole mail service told something of. */
export interface ReadAddress extends AddressParts {
  /** Whether the search asked for it, so that it says something of the address even where it found nothing. */
  readonly isNamed: boolean;
  readonly rowCount: number;
  /** Times of the first and the last event that was answered; null where there was none. */
  readonly oldestAt: Date | null;
  readonly newestAt: Date | null;
}

type ReadEvent = Pick<MailEvent, 'domain' | 'localPart' | 'address' | 'occurredAt'>;

/**
 * Whose users are to learn of a page of a mail service's log: those whose events it showed, and whose address it asked
 * for by name. An address in a domain that is not the service's is not among the owner's: nobody could otherwise be
 * kept from writing into the searches of a stranger. Of a mailbox's log that mailbox learns already.
 *
 * @param events newest first
 */
export function readAddresses(owner: LogOwner, events: readonly ReadEvent[]): ReadAddress[] {
  if (owner.scope === LogScope.MAILBOX) return [];
  const named = owner.addresses.flatMap(({ domain, localPart }) =>
    localPart === null ? [] : [{ domain, localPart }],
  );
  const shown = groupBy(events, ({ address }) => address);
  const unseen = named.filter((address) => !shown.has(joinAddress(address)));
  return [
    ...unseen.map((address) => ({ ...address, isNamed: true, rowCount: 0, oldestAt: null, newestAt: null })),
    ...[...shown.values()].map((its) => ({
      domain: its[0].domain,
      localPart: its[0].localPart,
      isNamed: named.length > 0,
      rowCount: its.length,
      oldestAt: its.at(-1)?.occurredAt ?? null,
      newestAt: its[0].occurredAt,
    })),
  ];
}
