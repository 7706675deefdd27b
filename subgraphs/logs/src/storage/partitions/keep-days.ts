import type { QueryRunner } from 'typeorm';
import type { RetentionPlans } from '../../retention/retention-plan';

/**
 * Notes for how long events are kept: as long as the longest plan that is offered, or that somebody still has. The ingest
 * and `dropExpired` go by it.
 */
export async function keepDays(connection: QueryRunner, offered: RetentionPlans): Promise<void> {
  await connection.query(
    `UPDATE logs.storage SET kept_days = wanted.days
     FROM (SELECT GREATEST($1::integer, (SELECT max(horizon_days) FROM logs.retention)) AS days) AS wanted
     WHERE kept_days <> wanted.days`,
    [Math.max(...offered.map(({ days }) => days))],
  );
}
