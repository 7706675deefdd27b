import type { EntityManager, QueryRunner } from 'typeorm';
import { deriveDay, deriving } from './derive-days';

/** Of the day in `$1`. The planner tells few mailboxes, sought in the index, from so many that the day is scanned. */
const OF_THE_DAY = `
  hour >= $1::date::timestamp AT TIME ZONE 'UTC' AND hour < ($1::date + 1)::timestamp AT TIME ZONE 'UTC'`;

const DIRTY_MAILBOXES = `SELECT domain, local_part FROM logs.dirty_hour WHERE ${OF_THE_DAY}`;

/**
 * Derives dirty days of mailboxes anew, newest first, each day in a transaction of its own. Once each: what has become
 * dirty meanwhile is for the next time, so that a busy log does not keep this going for ever.
 */
export async function refreshDirty(connection: QueryRunner): Promise<void> {
  const dirty = await connection.manager.query<{ day: string }[]>(
    `SELECT DISTINCT to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM logs.dirty_hour ORDER BY day DESC`,
  );
  for (const { day } of dirty) {
    await deriving(connection, (transaction) => refreshDay(transaction, day));
  }
}

async function refreshDay(transaction: EntityManager, day: string): Promise<void> {
  const [progress]: { rolledUpTo: Date }[] = await transaction.query(
    'SELECT rolled_up_to AS "rolledUpTo" FROM logs.rollup',
  );
  if (progress === undefined) throw new Error('logs.rollup has no row');
  // First, because nothing is derived of a mailbox whose last event has gone from the day.
  await transaction.query(
    `DELETE FROM logs.mail_day WHERE day = $1 AND (domain, local_part) IN (${DIRTY_MAILBOXES})`,
    [day],
  );
  await deriveDay(transaction, day, progress.rolledUpTo, DIRTY_MAILBOXES);
  await transaction.query(`DELETE FROM logs.dirty_hour WHERE ${OF_THE_DAY}`, [day]);
}
