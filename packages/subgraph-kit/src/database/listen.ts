import type { DataSource } from 'typeorm';
import { poolOf } from './pool-of';

/**
 * Listens on a channel (PostgreSQL documentation, LISTEN), on a connection that it takes from the pool and keeps.
 *
 * @param onLost called once when nothing comes any more; what was sent meanwhile is lost
 * @returns stops listening, and gives the connection up
 */
export async function listen(
  database: DataSource,
  channel: string,
  onMessage: (payload: string) => void,
  onLost: () => void,
): Promise<() => void> {
  const client = await poolOf(database).connect();
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    client.release(true);
  };
  const lost = (): void => {
    if (!isOpen) return;
    close();
    onLost();
  };
  client.on('error', lost);
  client.on('end', lost);
  client.on('notification', ({ payload }) => {
    onMessage(payload ?? '');
  });
  try {
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    close();
    throw error;
  }
  return close;
}
