import type { EntityManager } from 'typeorm';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A clock of a mail server may be ahead. */
const AHEAD_MS = 2 * DAY_MS;

/**
 * Makes the partitions that events need. What is older than all that is kept would be dropped at once, and what is
 * days ahead of the database's clock comes from a wrong one: both are left out, so that no line of a log can make
 * partitions without end.
 *
 * @param now what counts as now; the database's clock where it is undefined
 * @returns the events that can be stored
 */
export async function keepStorable<Event extends { readonly occurredAt: Date }>(
  transaction: EntityManager,
  events: readonly Event[],
  now: Date | undefined,
): Promise<readonly Event[]> {
  if (events.length === 0) return events;
  const [clock]: { now: Date; kept_days: number }[] = await transaction.query(
    'SELECT COALESCE($1, statement_timestamp()) AS now, kept_days FROM logs.storage',
    [now],
  );
  if (clock === undefined) throw new Error('logs.storage has no row');
  // A whole partition is kept until its last event is too old.
  const oldest = startOfDay(clock.now.getTime() - clock.kept_days * DAY_MS);
  const newest = clock.now.getTime() + AHEAD_MS;
  const kept = events.filter(({ occurredAt }) => {
    const time = occurredAt.getTime();
    return time >= oldest && time <= newest;
  });
  const days = new Set(kept.map(({ occurredAt }) => startOfDay(occurredAt.getTime())));
  await transaction.query('SELECT logs.make_partitions($1::date[])', [
    [...days].map((day) => new Date(day).toISOString()),
  ]);
  return kept;
}

const startOfDay = (time: number): number => time - (((time % DAY_MS) + DAY_MS) % DAY_MS);
