import { type AddParameter, keysetAfter, keysetOrder, keysetValues } from '@hostgraph/subgraph-kit';
import { type LogBounds, type LogOwner, type LogPage, NEWEST_FIRST } from '../../mail-event/log-filter';
import { candidateSpans, isChoosy } from './candidate-days';

/** A row of the statement: an event by its columns' names. */
export interface LogRow {
  readonly owner_id: string;
  readonly [column: string]: unknown;
}

/**
 * The statement that reads the same page of many logs.
 *
 * For each address the primary key gives the newest events in order, for each whole domain the index by domain and
 * time, and LIMIT stops it; so what is sorted is one page per address or domain, whatever the table holds.
 *
 * The earliest of all is a parameter of its own, and so is the cursor's time, because partitions are chosen by
 * parameters before anything is opened, while what a join brings excludes them only one by one. (They do not choose by
 * the row comparison of the keyset.)
 *
 * A filter that nothing matches would read the whole log; so where an address's log is filtered, the days that can match
 * are asked for first, and each is read as a page of its own until the page is full.
 */
export function pageStatement(
  owners: readonly Omit<LogOwner, 'scope'>[],
  page: LogPage,
): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;
  const logs = parameter(JSON.stringify(owners));
  const limit = parameter(page.first + 1);
  const areDomains = owners.some(({ addresses }) => addresses.some(({ localPart }) => localPart === null));
  const bounds = boundsOf(owners, page);
  const conditions = [...whose(areDomains), ...period(page, bounds, parameter), ...filter(page, parameter)];
  const newest = (further: readonly string[]) => `
        SELECT event.* FROM logs.mail_event AS event
        WHERE ${[...conditions, ...further].join(' AND ')}
        ORDER BY ${keysetOrder(NEWEST_FIRST, 'event')} LIMIT ${limit}`;
  const items =
    !areDomains && isChoosy(page)
      ? `
        SELECT event.* FROM (${candidateSpans(page, bounds, parameter)}) AS span
        CROSS JOIN LATERAL (${newest(WITHIN_SPAN)}) AS event
        ORDER BY span.key DESC, ${keysetOrder(NEWEST_FIRST, 'event')} LIMIT ${limit}`
      : newest([]);
  const sql = `
    SELECT newest.*
    FROM jsonb_to_recordset(${logs}::jsonb) AS owner (id text, addresses jsonb)
    CROSS JOIN LATERAL (
      SELECT owner.id AS owner_id, item.*
      FROM jsonb_to_recordset(owner.addresses)
        AS held (domain text COLLATE "C", "localPart" text COLLATE "C", since timestamptz)
      CROSS JOIN LATERAL (${items}
      ) AS item
      ORDER BY ${keysetOrder(NEWEST_FIRST, 'item')} LIMIT ${limit}
    ) AS newest
    ORDER BY ${keysetOrder(NEWEST_FIRST, 'newest')}`;
  return { sql, parameters };
}

/**
 * An address among whole domains has no events, rather than all of its domain's; and the other way round. A domain's
 * index is spelt so that only what means whole domains can use it (docs/adr/0021).
 */
const whose = (areDomains: boolean): string[] => [
  ...(areDomains
    ? [`event.domain || '' = held.domain`, 'held."localPart" IS NULL']
    : ['event.domain = held.domain', 'event.local_part = held."localPart"']),
  'event.occurred_at >= held.since',
];

const WITHIN_SPAN = ['event.occurred_at >= span.start', 'event.occurred_at < span.stop'];

function boundsOf(owners: readonly Pick<LogOwner, 'addresses'>[], { after, from, to }: LogPage): LogBounds {
  const starts = owners.flatMap(({ addresses }) => addresses.map(({ since }) => since.getTime()));
  const earliest = Math.max(Math.min(...starts), from?.getTime() ?? -Infinity);
  const cursor = after === null ? undefined : keysetValues(NEWEST_FIRST, after)['occurred_at'];
  const latest = Math.min(to?.getTime() ?? Infinity, cursor === undefined ? Infinity : Date.parse(cursor));
  return { earliest: dateOrNull(earliest), latest: dateOrNull(latest) };
}

const dateOrNull = (time: number): Date | null => (Number.isFinite(time) ? new Date(time) : null);

function period({ after, to }: LogPage, { earliest }: LogBounds, parameter: AddParameter): string[] {
  const conditions: string[] = [];
  if (earliest !== null) conditions.push(`event.occurred_at >= ${parameter(earliest)}::timestamptz`);
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
