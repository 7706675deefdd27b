import { setTimeout } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

/** Readers queue behind whoever waits for the whole table, so nobody waits for it longer than they would notice. */
const LOCK_TIMEOUT = '100ms';
const PAUSE_MS = 1000;
const ATTEMPTS = 60;
/** SQLSTATE lock_not_available. */
const LOCK_NOT_AVAILABLE = '55P03';

/** Taken by `logs.make_partitions` too. */
const PARTITIONS = `hashtextextended('hostgraph:logs:partitions', 0)`;

/**
 * Runs a short transaction that has the event table and the making of partitions to itself. Its snapshot is taken when it
 * has the table, so it sees all that was written before.
 *
 * @throws QueryFailedError (55P03) if the table was in use each time
 */
export async function withWholeTable(connection: QueryRunner, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await connection.query(`SELECT pg_advisory_lock(${PARTITIONS})`);
    try {
      await connection.startTransaction('REPEATABLE READ');
      await connection.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; SET LOCAL statement_timeout = 0`);
      await connection.query('LOCK TABLE ONLY logs.mail_event IN ACCESS EXCLUSIVE MODE');
      await work();
      await connection.commitTransaction();
      return;
    } catch (error) {
      await connection.rollbackTransaction();
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempt === ATTEMPTS) throw error;
    } finally {
      await connection.query(`SELECT pg_advisory_unlock(${PARTITIONS})`);
    }
    await setTimeout(PAUSE_MS);
  }
}
