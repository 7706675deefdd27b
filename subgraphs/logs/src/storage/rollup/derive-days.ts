import type { EntityManager, QueryRunner } from 'typeorm';
import { KINDS, kindSql } from './event-kind';

/**
 * More are not kept for one mailbox and day, at most 25 MB: such a day is always searched. So a flood of made-up
 * senders cannot make a row that no longer fits.
 */
const MAX_CORRESPONDENTS = 100_000;

/** One at a time moves the roll-up on. Who reads it, or writes events, does not wait for that. */
export const LOCK_ROLLUP = 'LOCK TABLE logs.rollup IN SHARE ROW EXCLUSIVE MODE';

/**
 * Runs what derives rows, alone and with all its statements in one snapshot: what is deleted as dirty is what has been
 * derived anew. LOCK TABLE comes first, as the snapshot is taken by the first statement that reads (PostgreSQL
 * documentation, LOCK). Deriving a day may take longer than any answer may.
 */
export function deriving<T>(
  connection: QueryRunner,
  work: (transaction: EntityManager) => Promise<T>,
): Promise<T> {
  return connection.manager.transaction('REPEATABLE READ', async (transaction) => {
    await transaction.query(LOCK_ROLLUP);
    await transaction.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL enable_sort = on`,
    );
    return work(transaction);
  });
}

/**
 * Derives the rows of one day from its events before a moment, and replaces what differs.
 *
 * @param day `YYYY-MM-DD`, in UTC
 * @param before up to when the day's events count
 * @param mailboxes a statement that gives `domain, local_part`; undefined for all. `$1` is the day
 */
export async function deriveDay(
  transaction: EntityManager,
  day: string,
  before: Date,
  mailboxes?: string,
): Promise<void> {
  await transaction.query('SELECT logs.make_mail_day_partition($1)', [day]);
  await transaction.query(deriveSql(mailboxes), [day, before]);
}

function deriveSql(mailboxes: string | undefined): string {
  const events = `
    logs.mail_event AS event
    WHERE event.occurred_at >= $1::date::timestamp AT TIME ZONE 'UTC'
      AND event.occurred_at < LEAST(($1::date + 1)::timestamp AT TIME ZONE 'UTC', $2::timestamptz)
      ${mailboxes === undefined ? '' : `AND (event.domain, event.local_part) IN (${mailboxes})`}`;
  return `
    INSERT INTO logs.mail_day AS stored (domain, local_part, day, kinds, slots, counts, correspondents)
    SELECT counted.domain, counted.local_part, $1::date, counted.kinds, counted.slots, counted.counts,
      CASE WHEN named.total > ${MAX_CORRESPONDENTS} THEN NULL ELSE COALESCE(named.correspondents, '') END
    FROM (
      SELECT domain, local_part, bit_or(1 << slot % ${KINDS}) AS kinds, array_agg(slot ORDER BY slot) AS slots,
        array_agg(count ORDER BY slot) AS counts
      FROM (
        SELECT event.domain, event.local_part, count(*)::integer AS count,
          (extract(hour FROM event.occurred_at AT TIME ZONE 'UTC')::integer * ${KINDS} + ${kindSql('event')})::smallint
            AS slot
        FROM ${events}
        GROUP BY event.domain, event.local_part, slot
      ) AS counted
      GROUP BY domain, local_part
    ) AS counted
    LEFT JOIN (
      SELECT domain, local_part, count(*) AS total,
        string_agg(correspondent, E'\\n') FILTER (WHERE ordinal <= ${MAX_CORRESPONDENTS}) AS correspondents
      FROM (
        SELECT *, row_number() OVER (PARTITION BY domain, local_part) AS ordinal
        FROM (
          SELECT DISTINCT event.domain, event.local_part, lower(event.correspondent) AS correspondent
          FROM ${events} AND event.correspondent IS NOT NULL
        ) AS named
      ) AS named
      GROUP BY domain, local_part
    ) AS named USING (domain, local_part)
    ON CONFLICT (domain, local_part, day) DO UPDATE SET
      kinds = excluded.kinds, slots = excluded.slots, counts = excluded.counts,
      correspondents = excluded.correspondents
    WHERE (stored.slots, stored.counts) IS DISTINCT FROM (excluded.slots, excluded.counts)`;
}
