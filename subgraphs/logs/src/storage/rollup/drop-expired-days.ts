import type { QueryRunner } from 'typeorm';

/**
 * Readers queue behind whoever waits for the table, so nobody waits for it longer than they would notice: if it is in
 * use, the next round of the maintenance tries again.
 */
const LOCK_TIMEOUT = '100ms';

/** Weeks of which no event is stored any more: those that end before the first partition of events begins. */
const EXPIRED = `
  WITH partition AS (
    SELECT inhparent, relname AS name, to_date(right(relname, 8), 'YYYYMMDD') AS start
    FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent IN ('logs.mail_event'::regclass, 'logs.mail_day'::regclass)
  )
  SELECT name FROM partition
  WHERE inhparent = 'logs.mail_day'::regclass
    AND start + 7 <= (SELECT min(start) FROM partition WHERE inhparent = 'logs.mail_event'::regclass)
  ORDER BY name`;

/** Drops what was derived from events that have gone: it names correspondents, and must go with them. */
export async function dropExpiredDays(connection: QueryRunner): Promise<void> {
  for (const { name } of await connection.manager.query<{ name: string }[]>(EXPIRED)) {
    await connection.manager.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      await transaction.query(`DROP TABLE logs.${name}`);
    });
  }
}
