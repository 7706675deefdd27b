import type { EntityManager } from 'typeorm';
import type { MailEventRow } from '../correlation/mail-event-row';
import { keepStorable } from '../../partitions/keep-storable';
import { markDirty } from '../../rollup/mark-dirty';
import { finalitySql } from './finality-sql';

export interface WriteCounts {
  /** Rows that were not there. */
  inserted: number;
  /** Rows that said something else before. */
  changed: number;
}

const IS_NEWER = `(${finalitySql('excluded.status')}, excluded.updated_at) >
  (${finalitySql('stored.status')}, stored.updated_at)`;
const NEWER_WINS = ['status', 'updated_at', 'enhanced_status_code', 'reply', 'relay', 'delay_seconds'];
const KNOWN_ONCE = [
  'correspondent',
  'envelope_sender',
  'original_recipient',
  'message_id',
  'size_bytes',
  'client_address',
  'tls',
];

/**
 * History is a set that only grows, and the status is the most final entry's: so the row is the same
 * whatever the order and however often the lines are read, and a row that learns nothing is not touched.
 */
const UPSERT = `
  WITH event AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS event
      ("domain" text COLLATE "C", "localPart" text COLLATE "C", "key" uuid, "direction" text,
       "occurredAt" timestamptz, "updatedAt" timestamptz, "correspondent" text, "envelopeSender" text,
       "recipient" text, "originalRecipient" text, "messageId" text, "sizeBytes" integer,
       "delaySeconds" double precision, "relay" text, "host" text, "queueId" text, "status" text,
       "enhancedStatusCode" text, "reply" text, "authenticatedUser" text, "clientAddress" text, "tls" text,
       "history" jsonb)
  ), known AS MATERIALIZED (
    SELECT stored.id FROM event JOIN logs.mail_event AS stored
      ON (stored.domain, stored.local_part, stored.occurred_at, stored.id)
        = (event."domain", event."localPart", event."occurredAt", event."key")
  ), written AS (
    INSERT INTO logs.mail_event AS stored
      (domain, local_part, id, direction, occurred_at, updated_at, correspondent, envelope_sender, recipient,
       original_recipient, message_id, size_bytes, delay_seconds, relay, host, queue_id, status,
       enhanced_status_code, reply, authenticated_user, client_address, tls, history)
    SELECT "domain", "localPart", "key", "direction", "occurredAt", "updatedAt", "correspondent", "envelopeSender",
       "recipient", "originalRecipient", "messageId", "sizeBytes", "delaySeconds", "relay", "host", "queueId",
       "status", "enhancedStatusCode", "reply", "authenticatedUser", "clientAddress", "tls", "history"
    FROM event ORDER BY "key"
    ON CONFLICT (domain, local_part, occurred_at, id) DO UPDATE SET
      ${NEWER_WINS.map((name) => `${name} = CASE WHEN ${IS_NEWER} THEN excluded.${name} ELSE stored.${name} END`).join(',')},
      ${KNOWN_ONCE.map((name) => `${name} = COALESCE(stored.${name}, excluded.${name})`).join(',')},
      history = (
        SELECT jsonb_agg(attempt ORDER BY attempt->>'time', ${finalitySql("attempt->>'status'")}, attempt->>'reply')
        FROM (SELECT DISTINCT attempt FROM jsonb_array_elements(stored.history || excluded.history) attempt) AS attempts
      )
    WHERE NOT stored.history @> excluded.history
      OR ${KNOWN_ONCE.map((name) => `(stored.${name} IS NULL AND excluded.${name} IS NOT NULL)`).join(' OR ')}
    RETURNING stored.id
  )
  SELECT replace(written.id::text, '-', '') AS key,
    NOT EXISTS (SELECT FROM known WHERE known.id = written.id) AS "isNew"
  FROM written`;

/** More in one statement gain nothing and hold up the connection. */
const STATEMENT_EVENTS = 1000;

/**
 * Stores events in one statement per thousand (ids sorted, so that two writers cannot deadlock), advancing those
 * already there.
 *
 * @param now what counts as now; the database's clock where it is undefined
 */
export async function writeEvents(
  transaction: EntityManager,
  events: readonly MailEventRow[],
  now?: Date,
): Promise<WriteCounts> {
  const counts = { inserted: 0, changed: 0 };
  const kept = await keepStorable(transaction, events, now);
  for (const batch of withUniqueIds(kept)) {
    for (let start = 0; start < batch.length; start += STATEMENT_EVENTS) {
      const events = batch.slice(start, start + STATEMENT_EVENTS);
      const rows: { key: string; isNew: boolean }[] = await transaction.query(UPSERT, [
        JSON.stringify(events),
      ]);
      const written = new Set(rows.map(({ key }) => key));
      await markDirty(
        transaction,
        events.filter(({ key }) => written.has(key)),
      );
      const inserted = rows.filter(({ isNew }) => isNew).length;
      counts.inserted += inserted;
      counts.changed += rows.length - inserted;
    }
  }
  return counts;
}

/** One INSERT may meet each id once; a file that is named twice brings some a second time. */
function withUniqueIds(events: readonly MailEventRow[]): MailEventRow[][] {
  const batches: MailEventRow[][] = [];
  const seen = new Map<string, number>();
  for (const event of events) {
    const round = seen.get(event.key) ?? 0;
    seen.set(event.key, round + 1);
    (batches[round] ??= []).push(event);
  }
  return batches;
}
