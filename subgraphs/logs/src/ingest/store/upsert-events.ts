import type { EntityManager } from 'typeorm';
import type { MailEventRow } from '../correlation/mail-event-row';
import { copyLines } from './copy-lines';
import { copyText, EVENT_COLUMNS } from './event-columns';
import { finalitySql, mergedHistorySql } from './history-sql';
import type { WrittenEvents } from './written-events';

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
    (ordinal integer NOT NULL, round integer NOT NULL, LIKE logs.mail_event) ON COMMIT DELETE ROWS`;

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
    FROM staged_mail_event AS staged LEFT JOIN logs.mail_event AS stored
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
  SELECT news.ordinal, news.is_known AS "isKnown" FROM written JOIN news USING (id)`;

/** Stores events of which some may be known, and advances those. */
export async function upsertEvents(
  transaction: EntityManager,
  events: readonly MailEventRow[],
): Promise<WrittenEvents> {
  const inserted: MailEventRow[] = [];
  const changed: MailEventRow[] = [];
  if (events.length === 0) return { inserted, changed };
  const rounds = roundsOf(events);
  await transaction.query(STAGE);
  await copyLines(transaction, `staged_mail_event (ordinal, round, ${COLUMNS})`, stagedLines(events, rounds));
  const times = events.map(({ occurredAt }) => occurredAt).sort();
  for (let round = 0; round <= Math.max(...new Set(rounds)); round++) {
    const rows: { ordinal: number; isKnown: boolean }[] = await transaction.query(UPSERT, [
      round,
      times[0],
      times.at(-1),
    ]);
    for (const { ordinal, isKnown } of rows) {
      const event = events[ordinal];
      if (event !== undefined) (isKnown ? changed : inserted).push(event);
    }
  }
  return { inserted, changed };
}

function* stagedLines(events: readonly MailEventRow[], rounds: readonly number[]): Generator<string> {
  for (const [ordinal, event] of events.entries())
    yield `${ordinal}\t${rounds[ordinal] ?? 0}\t${copyText(event)}`;
}

/** One INSERT may meet each id once; a file that is named twice brings some a second time. */
function roundsOf(events: readonly MailEventRow[]): number[] {
  const seen = new Map<string, number>();
  return events.map(({ key }) => {
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    return round;
  });
}
