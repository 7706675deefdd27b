import type { DataSource } from 'typeorm';
import type { Follower } from '../src/ingest/follow/follower';

export interface SourceRow {
  readonly path: string;
  readonly lines: number;
  readonly unparsable: number;
}

export async function eventRows(database: DataSource): Promise<unknown[]> {
  const found: { row: unknown }[] = await database.query(
    'SELECT to_jsonb(e) AS row FROM logs.mail_event e ORDER BY to_jsonb(e)::text',
  );
  return found.map(({ row }) => row);
}

export function sourceRows(database: DataSource): Promise<SourceRow[]> {
  return database.query(
    'SELECT path, lines::integer, unparsable::integer FROM logs.ingest_source ORDER BY path',
  );
}

/** Ends a follower that runs; then what is open is given out. */
export async function end(follower: Follower, running: Promise<void>): Promise<void> {
  await follower.stop();
  await running;
  await follower.flush();
  await follower.close();
}

/** Lets a follower run while something is done, and ends it. */
export async function whileRunning<T>(follower: Follower, work: () => Promise<T>): Promise<T> {
  const running = follower.run();
  try {
    return await work();
  } finally {
    await end(follower, running);
  }
}
