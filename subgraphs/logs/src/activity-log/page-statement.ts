import { type AddParameter, type Keyset, keysetAfter, keysetOrder, type Page } from '@hostgraph/subgraph-kit';
import type { MailDirection } from '../mail-event/mail-direction';
import type { MailStatus } from '../mail-event/mail-status';
import { coverageOf } from '../retention/retention.sql';

/** A mailbox, since when it has had which address, and the mail service whose plan counts for it. */
export interface LogOwner {
  readonly id: string;
  readonly mailServiceId: string | null;
  readonly addresses: readonly { readonly address: string; readonly assignedAt: string }[];
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
}

/** Which page of them. */
export interface LogPage extends LogFilter, Page {}

/** A row of the statement: an event by its columns' names, or nulls where the mailbox has none on this page. */
export interface LogRow {
  readonly owner_id: string;
  /** How far back the log was read. */
  readonly covered_since: Date;
  readonly horizon_days: number;
  readonly id: string | null;
  readonly [column: string]: unknown;
}

/** The order of the index `mail_event_address_time` within one address. */
export const NEWEST_FIRST: Keyset = {
  columns: { occurred_at: 'timestamptz', id: 'text' },
  direction: 'DESC',
};

/**
 * The statement that reads the same page of many mailboxes' logs, at least one row for each (`LogRow`).
 *
 * For each address the index gives the newest events in order, and LIMIT stops it; so what is sorted is one
 * page per address, whatever the table holds. An event counts from when its address became this mailbox's:
 * what came before is somebody else's log. An address without that time has no events. (So it is not GREATEST of
 * that time and the plan's: it would ignore the null.)
 *
 * @param freeDays what every mail service has without paying
 */
export function pageStatement(
  owners: readonly LogOwner[],
  page: LogPage,
  freeDays: number,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [JSON.stringify(owners), freeDays];
  const conditions = filter(page, (value) => `$${parameters.push(value)}`);
  const limit = page.first + 1;
  const sql = `
    SELECT owner.id AS owner_id, coverage.since AS covered_since, coverage.horizon_days, newest.*
    FROM jsonb_to_recordset($1::jsonb) AS owner (id text, "mailServiceId" text, addresses jsonb)
    CROSS JOIN ${coverageOf('owner."mailServiceId"', '$2')}
    LEFT JOIN LATERAL (
      SELECT item.*
      FROM jsonb_to_recordset(owner.addresses) AS held (address text, "assignedAt" timestamptz)
      CROSS JOIN LATERAL (
        SELECT event.* FROM logs.mail_event AS event
        WHERE ${[...WHOSE, ...conditions].join(' AND ')}
        ORDER BY ${keysetOrder(NEWEST_FIRST, 'event')} LIMIT ${limit}
      ) AS item
      ORDER BY ${keysetOrder(NEWEST_FIRST, 'item')} LIMIT ${limit}
    ) AS newest ON true
    ORDER BY ${keysetOrder(NEWEST_FIRST, 'newest')}`;
  return { sql, parameters };
}

const WHOSE = [
  'event.address = held.address',
  'event.occurred_at >= held."assignedAt"',
  'event.occurred_at >= coverage.since',
];

function filter(page: LogPage, parameter: AddParameter): string[] {
  const { after, direction, from, to, status, correspondent } = page;
  const conditions: string[] = [];
  if (after !== null) conditions.push(keysetAfter(NEWEST_FIRST, 'event', after, parameter));
  if (direction !== null) conditions.push(`event.direction = ${parameter(direction)}`);
  if (from !== null) conditions.push(`event.occurred_at >= ${parameter(from)}`);
  if (to !== null) conditions.push(`event.occurred_at < ${parameter(to)}`);
  if (status !== null) conditions.push(`event.status = ANY (${parameter(status)})`);
  // Not LIKE: there is nothing to escape.
  if (correspondent !== null) {
    conditions.push(`strpos(lower(event.correspondent), lower(${parameter(correspondent)})) > 0`);
  }
  return conditions;
}
