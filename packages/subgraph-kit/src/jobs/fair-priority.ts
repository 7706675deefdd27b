import type { EntityManager } from 'typeorm';

/** Whose jobs and which of them a new one is compared with. */
interface Place {
  /** Where the queue's tables are. */
  readonly schema: string;
  readonly queue: string;
  readonly tenant: string;
  /** Not before then; at once when it is undefined. */
  readonly startAfter: Date | undefined;
}

/**
 * The priority with which a tenant's jobs take turns with those of others, however many somebody has put into the
 * queue: start-time fair queueing (Goyal, Vin, Cheng: "Start-time Fair Queuing", SIGCOMM 1996), each job being a step
 * long. A job comes one step behind the last one of its tenant, but not before the step at which the queue is. So the
 * first one of a newcomer is the next or the next but one, and none that waits is overtaken for ever. What has lately
 * been done counts too: who sends one job at a time has had a turn all the same.
 *
 * Nothing is locked for it: two that come at the same moment may get the same step, and then the older one is first.
 * What is put off is compared with what else is, and due in the hour before it.
 */
export async function fairPriority(
  transaction: EntityManager,
  { schema, queue, tenant, startAfter }: Place,
): Promise<number> {
  const [place]: { priority: number }[] = await transaction.query(
    `SELECT least(
       coalesce(
         min(priority) FILTER (WHERE state IN ('active', 'completed')),
         max(priority) FILTER (WHERE state < 'active'),
         0
       ),
       min(priority) FILTER (WHERE data->>'tenant' = $2) - 1
     ) AS priority
     FROM ${schema}.job
     WHERE name = $1 AND state <= 'completed'
       AND CASE WHEN $3::timestamptz IS NULL THEN start_after <= now()
         ELSE state < 'active' AND start_after BETWEEN $3::timestamptz - interval '1 hour' AND $3 END`,
    [queue, tenant, startAfter],
  );
  return place?.priority ?? 0;
}
