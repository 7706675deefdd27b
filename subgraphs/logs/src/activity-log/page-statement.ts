import {
  type AddParameter,
  type Keyset,
  keysetAfter,
  keysetOrder,
  keysetValues,
  type Page,
} from '@hostgraph/subgraph-kit';
import type { AddressParts } from '../mail-event/address-parts';
import type { MailDirection } from '../mail-event/mail-direction';
import type { MailStatus } from '../mail-event/mail-status';
import type { LogScope } from './log-scope';

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

/** A row of the statement: an event by its columns' names. */
export interface LogRow {
  readonly owner_id: string;
  readonly [column: string]: unknown;
}

/** The order of the primary key within one address. */
export const NEWEST_FIRST: Keyset = {
  columns: { occurred_at: 'timestamptz', id: 'uuid' },
  direction: 'DESC',
};

/**
 * The statement that reads the same page of many logs.
 *
 * For each address the primary key gives the newest events in order, for each whole domain the index by domain and
 * time, and LIMIT stops it; so what is sorted is one page per address or domain, whatever the table holds.
 *
 * The earliest of all is a parameter of its own, and so is the cursor's time, because partitions are chosen by
 * parameters before anything is opened, while what a join brings excludes them only one by one. (They do not choose by
 * the row comparison of the keyset.)
 */
export function pageStatement(
  owners: readonly Omit<LogOwner, 'scope'>[],
  page: LogPage,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;
  const logs = parameter(JSON.stringify(owners));
  const limit = parameter(page.first + 1);
  const conditions = [...whose(owners), ...period(owners, page, parameter), ...filter(page, parameter)];
  const sql = `
    SELECT newest.*
    FROM jsonb_to_recordset(${logs}::jsonb) AS owner (id text, addresses jsonb)
    CROSS JOIN LATERAL (
      SELECT owner.id AS owner_id, item.*
      FROM jsonb_to_recordset(owner.addresses)
        AS held (domain text COLLATE "C", "localPart" text COLLATE "C", since timestamptz)
      CROSS JOIN LATERAL (
        SELECT event.* FROM logs.mail_event AS event
        WHERE ${conditions.join(' AND ')}
        ORDER BY ${keysetOrder(NEWEST_FIRST, 'event')} LIMIT ${limit}
      ) AS item
      ORDER BY ${keysetOrder(NEWEST_FIRST, 'item')} LIMIT ${limit}
    ) AS newest
    ORDER BY ${keysetOrder(NEWEST_FIRST, 'newest')}`;
  return { sql, parameters };
}

/** An address among whole domains has no events, rather than all of its domain's; and the other way round. */
function whose(owners: readonly Pick<LogOwner, 'addresses'>[]): string[] {
  const areDomains = owners.some(({ addresses }) => addresses.some(({ localPart }) => localPart === null));
  return [
    'event.domain = held.domain',
    areDomains ? 'held."localPart" IS NULL' : 'event.local_part = held."localPart"',
    'event.occurred_at >= held.since',
  ];
}

function period(
  owners: readonly Pick<LogOwner, 'addresses'>[],
  { after, from, to }: LogPage,
  parameter: AddParameter,
): string[] {
  const starts = owners.flatMap(({ addresses }) => addresses.map(({ since }) => since.getTime()));
  const earliest = Math.max(Math.min(...starts), from?.getTime() ?? -Infinity);
  const conditions: string[] = [];
  if (Number.isFinite(earliest)) {
    conditions.push(`event.occurred_at >= ${parameter(new Date(earliest))}::timestamptz`);
  }
  if (to !== null) conditions.push(`event.occurred_at < ${parameter(to)}::timestamptz`);
  if (after !== null) {
    conditions.push(
      `event.occurred_at <= ${parameter(keysetValues(NEWEST_FIRST, after)['occurred_at'])}::timestamptz`,
      keysetAfter(NEWEST_FIRST, 'event', after, parameter),
    );
  }
  return conditions;
}

function filter({ direction, status, correspondent, subject }: LogPage, parameter: AddParameter): string[] {
  const conditions: string[] = [];
  if (direction !== null) conditions.push(`event.direction = ${parameter(direction)}`);
  if (status !== null) conditions.push(`event.status = ANY (${parameter(status)})`);
  // Not LIKE: there is nothing to escape.
  if (correspondent !== null) {
    conditions.push(`strpos(lower(event.correspondent), lower(${parameter(correspondent)})) > 0`);
  }
  if (subject !== null) conditions.push(`strpos(lower(event.subject), lower(${parameter(subject)})) > 0`);
  return conditions;
}
