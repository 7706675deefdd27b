import type { LogOwner } from '../../mail-event/log-filter';
import { kindSql } from '../../storage/rollup/event-kind';

/** Of which log, and of which time, events are to be counted. */
export interface LogToCount {
  readonly owner: Pick<LogOwner, 'addresses'>;
  /** Exclusive. Each address has its own beginning. */
  readonly until: Date;
  /** Moments within hours at which one bucket ends and the next one begins. */
  readonly splits: readonly Date[];
}

/** Events of an address by slot (`rollup/event-kind.ts`), or that an hour's come from elsewhere. */
export interface CountedRow {
  /** Which of the logs, and which of its addresses, from 0. */
  readonly log: number;
  readonly address: number;
  /** To which the hours of the slots are added. */
  readonly start: Date;
  readonly slots: readonly number[];
  readonly counts: readonly number[];
  /** The row is of events themselves: what has been rolled up of this hour does not count. */
  readonly insteadOf: Date | null;
}

/**
 * The statement that counts the events of many logs.
 *
 * Rolled-up hours count as they are, except those that only partly count, or belong to two buckets, and dirty ones: these
 * few, and the time since, are counted event by event. One snapshot sees it all, so nothing counts twice.
 */
export function summaryStatement(logs: readonly LogToCount[]): { sql: string; parameters: unknown[] } {
  const starts = logs.flatMap(({ owner }) => owner.addresses.map(({ since }) => since.getTime()));
  const ends = logs.map(({ until }) => until.getTime());
  const asked = logs.map(({ owner, until, splits }) => ({ until, splits, addresses: owner.addresses }));
  return {
    sql: SUMMARY,
    parameters: [JSON.stringify(asked), new Date(Math.min(...starts)), new Date(Math.max(...ends))],
  };
}

const OF_ADDRESS = (table: string) =>
  `${table}.domain = held.domain AND ${table}.local_part = held."localPart"`;

/** `$2` and `$3`, the earliest and the latest time of all, choose the partitions before any is opened. */
const SUMMARY = `
  SELECT (asked.ordinal - 1)::integer AS log, (held.ordinal - 1)::integer AS address, counted.*
  FROM logs.rollup
  CROSS JOIN ROWS FROM (
    jsonb_to_recordset($1::jsonb) AS (until timestamptz, splits timestamptz[], addresses jsonb)
  ) WITH ORDINALITY AS asked (until, splits, addresses, ordinal)
  CROSS JOIN LATERAL ROWS FROM (
    jsonb_to_recordset(asked.addresses)
      AS (domain text COLLATE "C", "localPart" text COLLATE "C", since timestamptz)
  ) WITH ORDINALITY AS held (domain, "localPart", since, ordinal)
  CROSS JOIN LATERAL (
    SELECT rolled.day::timestamp AT TIME ZONE 'UTC' AS start, to_json(rolled.slots) AS slots,
      to_json(rolled.counts) AS counts, NULL::timestamptz AS "insteadOf"
    FROM logs.mail_day AS rolled
    WHERE ${OF_ADDRESS('rolled')}
      AND rolled.day >= ($2::timestamptz AT TIME ZONE 'UTC')::date
      AND rolled.day <= ($3::timestamptz AT TIME ZONE 'UTC')::date
      AND rolled.day >= (held.since AT TIME ZONE 'UTC')::date
      AND rolled.day <= (asked.until AT TIME ZONE 'UTC')::date
    UNION ALL
    SELECT COALESCE(raw.start, span.start), COALESCE(raw.slots, '[]'), COALESCE(raw.counts, '[]'), span.start
    FROM (
      SELECT hour AS start, hour + interval '1 hour' AS stop
      FROM (
        SELECT date_trunc('hour', moment, 'UTC') AS hour
        FROM unnest(asked.splits || ARRAY[held.since, asked.until]) AS moment
        WHERE moment <> date_trunc('hour', moment, 'UTC')
        UNION
        SELECT dirty.hour FROM logs.dirty_hour AS dirty WHERE ${OF_ADDRESS('dirty')}
          AND dirty.hour > held.since - interval '1 hour' AND dirty.hour < asked.until
      ) AS closed
      WHERE hour < rollup.rolled_up_to
      UNION ALL
      SELECT GREATEST(rollup.rolled_up_to, held.since), 'infinity'
    ) AS span
    LEFT JOIN LATERAL (
      SELECT start, json_agg(kind) AS slots, json_agg(count) AS counts
      FROM (
        SELECT GREATEST(date_trunc('hour', event.occurred_at, 'UTC'),
            asked.splits[width_bucket(event.occurred_at, asked.splits)]) AS start,
          ${kindSql('event')} AS kind, count(*)::integer AS count
        FROM logs.mail_event AS event
        WHERE ${OF_ADDRESS('event')}
          AND event.occurred_at >= $2::timestamptz AND event.occurred_at < $3::timestamptz
          AND event.occurred_at >= GREATEST(span.start, held.since)
          AND event.occurred_at < LEAST(span.stop, asked.until)
        GROUP BY 1, 2
      ) AS piece
      GROUP BY start
    ) AS raw ON true
  ) AS counted`;
