import type { DataSource } from 'typeorm';

/** How many statements on this database wait for a lock that another transaction holds. */
export async function waitingForLocks(database: DataSource): Promise<number> {
  const [row]: { count: number }[] = await database.query(
    `SELECT count(*)::integer AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}
