import type { QueryRunner } from 'typeorm';
import { deriveDay, deriving, LOCK_ROLLUP } from './derive-days';
import { WRITERS_LOCK } from './mark-dirty';

/**
 * An hour is closed this long after its end, when nearly all that happened in it has been read: what comes later makes
 * it dirty.
 */
const GRACE = '5 minutes';

/**
 * Moves on to the end of the next day, or to the last hour that can be closed. Days of which nothing is stored are
 * passed over at once: the first one that is not is the first partition's, whose name ends in its date.
 */
const CLOSE = `
  WITH step AS (
    SELECT date_trunc('hour', $1::timestamptz - interval '${GRACE}', 'UTC') AS last_hour,
      GREATEST(rolled_up_to, (
        SELECT min(to_date(right(partition.relname, 8), 'YYYYMMDD'))::timestamp AT TIME ZONE 'UTC'
        FROM pg_inherits JOIN pg_class AS partition ON partition.oid = inhrelid
        WHERE inhparent = 'logs.mail_event'::regclass
      )) AS first_hour
    FROM logs.rollup
  )
  UPDATE logs.rollup
  SET closing_to = GREATEST(
    closing_to, LEAST(last_hour, date_trunc('day', first_hour, 'UTC') + interval '24 hours'))
  FROM step
  WHERE rolled_up_to < last_hour`;

/**
 * Rolls up all hours that can be closed, day by day, each in a transaction of its own.
 *
 * @param now milliseconds since 1970
 */
export async function rollUpClosedHours(connection: QueryRunner, now: number): Promise<void> {
  while (await rollUpNext(connection, new Date(now)));
}

/** @returns whether there was something to do */
async function rollUpNext(connection: QueryRunner, now: Date): Promise<boolean> {
  // Waits for the writers that are under way and cannot know of this hour's end; whoever comes later marks what is
  // dirty. A writer's transaction takes some hundred milliseconds.
  await connection.manager.transaction(async (transaction) => {
    await transaction.query(LOCK_ROLLUP);
    await transaction.query(`SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`);
    await transaction.query(CLOSE, [now]);
  });
  return deriving(connection, async (transaction) => {
    const [progress]: { day: string; closingTo: Date; isOpen: boolean }[] = await transaction.query(
      `SELECT to_char((closing_to - interval '1 microsecond') AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
         closing_to AS "closingTo", rolled_up_to < closing_to AS "isOpen"
       FROM logs.rollup`,
    );
    if (progress?.isOpen !== true) return false;
    await deriveDay(transaction, progress.day, progress.closingTo);
    await transaction.query('UPDATE logs.rollup SET rolled_up_to = $1', [progress.closingTo]);
    return true;
  });
}
