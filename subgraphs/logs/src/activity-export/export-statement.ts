import type { AddParameter } from '@hostgraph/subgraph-kit';
import type { MailDirection } from '../mail-event/mail-direction';
import type { MailEvent } from '../mail-event/mail-event.entity';
import type { MailStatus } from '../mail-event/mail-status';
import type { ExportedAddress } from './activity-export.entity';

/** Up to where events have been written: everything before the time, or up to and with the event. */
export interface ExportPosition {
  readonly time: Date;
  readonly id: string | null;
}

/** A stretch of a log. */
export interface ExportWindow {
  readonly position: ExportPosition;
  /** Exclusive. */
  readonly end: Date;
}

interface ExportFilter {
  readonly addresses: readonly ExportedAddress[];
  readonly direction: MailDirection | null;
  readonly statuses: readonly MailStatus[] | null;
  readonly correspondent: string | null;
}

/** What of an event is written, by its property's name in the API and its column. */
const COLUMNS = {
  key: 'id',
  occurredAt: 'occurred_at',
  direction: 'direction',
  localPart: 'local_part',
  domain: 'domain',
  correspondent: 'correspondent',
  status: 'status',
  enhancedStatusCode: 'enhanced_status_code',
  reply: 'reply',
  envelopeSender: 'envelope_sender',
  recipient: 'recipient',
  originalRecipient: 'original_recipient',
  messageId: 'message_id',
  sizeBytes: 'size_bytes',
  delaySeconds: 'delay_seconds',
  relay: 'relay',
  authenticatedUser: 'authenticated_user',
  clientAddress: 'client_address',
  tls: 'tls',
  folder: 'folder',
  history: 'history',
} as const satisfies Partial<Record<keyof MailEvent, string>>;

export type ExportedEvent = Pick<MailEvent, keyof typeof COLUMNS>;

const SELECTED = Object.entries(COLUMNS)
  .map(([property, column]) => `event.${column} AS "${property}"`)
  .join(', ');

/**
 * The statement that reads the next events of a stretch, oldest first.
 *
 * Each address is a branch of its own, so that PostgreSQL merges what the primary key gives in order, and reads no
 * more of any address than it needs; one branch for all would sort everything that they have in the stretch.
 *
 * @returns null where no address counts in the stretch
 */
export function exportStatement(
  { addresses, direction, statuses, correspondent }: ExportFilter,
  { position, end }: ExportWindow,
  limit: number,
): { sql: string; parameters: unknown[] } | null {
  const parameters: unknown[] = [];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;
  const to = parameter(end);
  const conditions = [`event.occurred_at < ${to}::timestamptz`];
  if (position.id !== null) {
    conditions.push(
      `(event.occurred_at, event.id) > (${parameter(position.time)}::timestamptz, ${parameter(position.id)}::uuid)`,
    );
  }
  if (direction !== null) conditions.push(`event.direction = ${parameter(direction)}`);
  if (statuses !== null) conditions.push(`event.status = ANY (${parameter(statuses)})`);
  if (correspondent !== null) {
    conditions.push(`strpos(lower(event.correspondent), lower(${parameter(correspondent)})) > 0`);
  }
  const branches = addresses
    .filter(({ since }) => Date.parse(since) < end.getTime())
    .map(({ domain, localPart, since }) => {
      const from = new Date(Math.max(Date.parse(since), position.time.getTime()));
      const whose = [
        `event.domain = ${parameter(domain)}`,
        `event.local_part = ${parameter(localPart)}`,
        `event.occurred_at >= ${parameter(from)}::timestamptz`,
      ];
      return `SELECT ${SELECTED} FROM logs.mail_event AS event WHERE ${[...whose, ...conditions].join(' AND ')}`;
    });
  if (branches.length === 0) return null;
  const sql = `
    SELECT * FROM (${branches.join(' UNION ALL ')}) AS item
    ORDER BY "occurredAt", "key" LIMIT ${parameter(limit)}`;
  return { sql, parameters };
}
