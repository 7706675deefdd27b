import type { EntityManager } from 'typeorm';
import type { AddressParts } from '../../mail-event/address-parts';

/** SQL for the advisory lock that whoever writes events shares and whoever closes an hour has alone. */
export const WRITERS_LOCK = `hashtextextended('hostgraph:logs:rollup', 0)`;

const HOUR_MS = 60 * 60 * 1000;

/** Where an event stands that has been written, or has learned something. */
interface EventPlace extends AddressParts {
  readonly occurredAt: Date;
}

/**
 * Notes which hours are no longer as they were rolled up, or are just being. For every transaction that has added or
 * changed events, before it commits: an hour is not closed while such a transaction is under way (docs/adr/0019).
 */
export async function markDirty(transaction: EntityManager, events: readonly EventPlace[]): Promise<void> {
  if (events.length === 0) return;
  await transaction.query(`SELECT pg_advisory_xact_lock_shared(${WRITERS_LOCK})`);
  // Not in the statement above, whose snapshot may be older than the end of its waiting.
  const [progress]: { closingTo: number }[] = await transaction.query(
    `SELECT extract(epoch FROM closing_to)::float8 * 1000 AS "closingTo" FROM logs.rollup`,
  );
  if (progress === undefined) throw new Error('logs.rollup has no row');
  const hours = new Map<string, AddressParts & { hour: Date }>();
  for (const { domain, localPart, occurredAt } of events) {
    const time = occurredAt.getTime();
    if (time >= progress.closingTo) continue;
    const hour = Math.floor(time / HOUR_MS) * HOUR_MS;
    // A domain holds no `@`, so the first one ends it.
    hours.set(`${hour} ${domain}@${localPart}`, { domain, localPart, hour: new Date(hour) });
  }
  if (hours.size === 0) return;
  const dirty = [...hours.values()];
  await transaction.query(
    `INSERT INTO logs.dirty_hour (domain, local_part, hour)
     SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])`,
    [
      dirty.map(({ domain }) => domain),
      dirty.map(({ localPart }) => localPart),
      dirty.map(({ hour }) => hour),
    ],
  );
}
