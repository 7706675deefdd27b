import type { QueryRunner } from 'typeorm';
import { listPartitions } from './partition-list';
import { withWholeTable } from './with-lock';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Drops the partitions all of whose events are older than what is kept.
 *
 * @param now milliseconds since 1970
 * @returns their names
 */
export async function dropExpired(connection: QueryRunner, now: number): Promise<string[]> {
  const [storage] = await connection.manager.query<{ kept_days: number }[]>(
    'SELECT kept_days FROM logs.storage',
  );
  if (storage === undefined) throw new Error('logs.storage has no row');
  const oldest = now - storage.kept_days * DAY_MS;
  const expired = (await listPartitions(connection))
    .filter(({ end }) => Date.parse(end) <= oldest)
    .map(({ name }) => name);
  // One at a time: each takes a lock for every index, and the table must be free again soon.
  for (const name of expired)
    await withWholeTable(connection, () => connection.query(`DROP TABLE logs.${name}`));
  return expired;
}
