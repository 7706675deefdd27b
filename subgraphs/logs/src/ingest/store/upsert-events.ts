import type { EntityManager } from 'typeorm';
import { copyBytes } from './copy-bytes';
import type { EncodedEvents } from './encoded-events';
import { EVENT_COLUMNS } from './event-columns';
import type { EventPlace, WrittenEvents } from './event-place';
import { finalitySql, mergedHistorySql } from './history-sql';

const COLUMNS = EVENT_COLUMNS.join(', ');
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
  'subject',
  'spam_action',
  'spam_score',
  'folder',
];

const STAGE = `
  CREATE TEMPORARY TABLE IF NOT EXISTS staged_mail_event
    (ordinal bigint GENERATED ALWAYS AS IDENTITY, LIKE logs.mail_event) ON COMMIT DELETE ROWS`;

/** What a row of the first name would learn from one of the second. */
function learns(stored: string, given: string): string {
  const once = KNOWN_ONCE.map((name) => `(${stored}.${name} IS NULL AND ${given}.${name} IS NOT NULL)`);
  return `(NOT ${stored}.history @> ${given}.history OR ${once.join(' OR ')})`;
}

/**
 * History is a set that only grows, and the status is the most final entry's: so the row is the same whatever the
 * order and however often the lines are read. A row that learns nothing is not touched, not even locked. The period
 * tells which partitions to look at. Rows are written in the order of the key, so that two writers cannot deadlock.
 */
const UPSERT = `
  WITH news AS MATERIALIZED (
    SELECT staged.*, stored.id IS NOT NULL AS is_known
    FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY ordinal) AS round FROM staged_mail_event) AS staged
    LEFT JOIN logs.mail_event AS stored
      ON (stored.domain, stored.local_part, stored.occurred_at, stored.id)
        = (staged.domain, staged.local_part, staged.occurred_at, staged.id)
      AND stored.occurred_at BETWEEN $2 AND $3
    WHERE staged.round = $1 AND (stored.id IS NULL OR ${learns('stored', 'staged')})
  ), written AS (
    INSERT INTO logs.mail_event AS stored (${COLUMNS})
    SELECT ${COLUMNS} FROM news ORDER BY domain, local_part, occurred_at, id
    ON CONFLICT (domain, local_part, occurred_at, id) DO UPDATE SET
      ${NEWER_WINS.map((name) => `${name} = CASE WHEN ${IS_NEWER} THEN excluded.${name} ELSE stored.${name} END`).join(',')},
      ${KNOWN_ONCE.map((name) => `${name} = COALESCE(stored.${name}, excluded.${name})`).join(',')},
      history = ${mergedHistorySql('stored.history', 'excluded.history')}
    WHERE ${learns('stored', 'excluded')}
    RETURNING stored.id
  )
  SELECT domain, local_part AS "localPart", occurred_at AS "occurredAt", replace(id::text, '-', '') AS key,
    is_known AS "isKnown"
  FROM written JOIN news USING (id)`;

interface WrittenRow extends EventPlace {
  readonly isKnown: boolean;
}

/** Stores events of which some may be known, and advances those. At most once in a transaction. */
export async function upsertEvents(
  transaction: EntityManager,
  events: readonly EncodedEvents[],
): Promise<WrittenEvents> {
  const inserted: EventPlace[] = [];
  const changed: EventPlace[] = [];
  const places = events.flatMap((some) => some.places);
  if (places.length === 0) return { inserted, changed };
  await transaction.query(STAGE);
  for (const some of events) await copyBytes(transaction, `staged_mail_event (${COLUMNS})`, some.bytes());
  const times = places.map(({ occurredAt }) => occurredAt).sort((a, b) => a.getTime() - b.getTime());
  for (let round = 1; round <= mostRepeats(places); round++) {
    const rows: WrittenRow[] = await transaction.query(UPSERT, [round, times[0], times.at(-1)]);
    for (const { isKnown, ...place } of rows) (isKnown ? changed : inserted).push(place);
  }
  return { inserted, changed };
}

/** One INSERT may meet each id once; a file that is named twice brings some a second time. */
function mostRepeats(places: readonly EventPlace[]): number {
  const counts = new Map<string, number>();
  let most = 0;
  for (const { key } of places) {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    most = Math.max(most, count);
  }
  return most;
}
