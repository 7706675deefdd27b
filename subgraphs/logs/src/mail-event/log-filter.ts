import type { Keyset, Page } from '@hostgraph/subgraph-kit';
import type { AddressParts } from './address-parts';
import type { LogScope } from './log-scope';
import type { MailDirection } from './mail-direction';
import type { MailStatus } from './mail-status';

/** What of a domain belongs to a log, and since when it counts. */
export interface HeldAddress {
  readonly domain: AddressParts['domain'];
  /** Null for all that lies in the domain. */
  readonly localPart: AddressParts['localPart'] | null;
  readonly since: Date;
}

/** Which addresses' events are read together. */
export interface LogOwner {
  readonly scope: LogScope;
  readonly id: string;
  /** All of them single addresses, or all of them whole domains. */
  readonly addresses: readonly HeldAddress[];
}

/** Which events of a log; null where all are meant. */
export interface LogFilter {
  readonly direction: MailDirection | null;
  /** Inclusive. */
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
  readonly status: readonly MailStatus[] | null;
  readonly correspondent: string | null;
  readonly subject: string | null;
  /** Of a mail service's log; a mailbox's has its own addresses. Each in its normal form, once. */
  readonly addresses: readonly string[] | null;
}

/** Which page of them. */
export interface LogPage extends LogFilter, Page {}

/** The time that matters for at least one of the logs, both ends inclusive; null where there is no such limit. */
export interface LogBounds {
  readonly earliest: Date | null;
  readonly latest: Date | null;
}

/** The order of the primary key within one address. */
export const NEWEST_FIRST: Keyset = {
  columns: { occurred_at: 'timestamptz', id: 'uuid' },
  direction: 'DESC',
};
