import type { EntityManager } from 'typeorm';
import type { EventKey, StreamMessage } from './event-key';

/** What is said of an event that was written. */
interface WrittenEvent {
  readonly domain: string;
  readonly localPart: string;
  readonly occurredAt: Date;
  readonly key: string;
}

/** PostgreSQL takes less than 8000 bytes in a notification. */
const MAX_PAYLOAD_BYTES = 7_000;

/**
 * A transaction that has looked for watchers holds this until its end, and whoever begins to watch waits for it: so
 * an event is told, or was already stored when watching began. Shared, as writers need not wait for each other.
 */
const LOCK = `hashtextextended('hostgraph:logs:live', 0)`;

export const WAIT_FOR_WRITERS = `SELECT pg_advisory_xact_lock(${LOCK})`;

const MATCHING = `
  SELECT watch.channel, watch.stream_id AS stream, json_agg(event.key) AS keys
  FROM jsonb_to_recordset($1::jsonb)
    AS event (domain text COLLATE "C", "localPart" text COLLATE "C", key json)
  JOIN logs.live_watch AS watch ON watch.domain = event.domain AND watch.local_part = event."localPart"
  WHERE watch.expires_at > now()
  GROUP BY watch.channel, watch.stream_id`;

/**
 * Tells those who follow these addresses of their events, when the transaction commits. While nobody follows anything
 * it costs a lock and a look at an empty table.
 */
export async function notifyWatchers(
  transaction: EntityManager,
  events: readonly WrittenEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await transaction.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`);
  // A statement of its own: it has to see what was committed before the lock was given.
  const [found]: { watched: boolean }[] = await transaction.query(
    'SELECT EXISTS (SELECT FROM logs.live_watch WHERE expires_at > now()) AS watched',
  );
  if (!found?.watched) return;
  const rows: { channel: string; stream: string; keys: EventKey[] }[] = await transaction.query(MATCHING, [
    JSON.stringify(
      events.map(({ domain, localPart, occurredAt, key }) => ({
        domain,
        localPart,
        key: [domain, localPart, occurredAt.toISOString(), key] satisfies EventKey,
      })),
    ),
  ]);
  await notify(
    transaction,
    rows.flatMap(({ channel, stream, keys }) =>
      inPieces(keys).map((piece) => ({ channel, message: { stream, keys: piece } })),
    ),
  );
}

/** Sends messages to streams, when the transaction commits. */
export async function notify(
  transaction: Pick<EntityManager, 'query'>,
  messages: readonly { readonly channel: string; readonly message: StreamMessage }[],
): Promise<void> {
  if (messages.length === 0) return;
  await transaction.query(
    'SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS m (channel, payload)',
    [messages.map(({ channel }) => channel), messages.map(({ message }) => JSON.stringify(message))],
  );
}

function inPieces(keys: readonly EventKey[]): EventKey[][] {
  const pieces: EventKey[][] = [];
  let room = 0;
  for (const key of keys) {
    const bytes = Buffer.byteLength(JSON.stringify(key)) + 1;
    if (bytes > room) {
      pieces.push([]);
      room = MAX_PAYLOAD_BYTES;
    }
    pieces.at(-1)?.push(key);
    room -= bytes;
  }
  return pieces;
}
