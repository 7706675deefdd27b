import type { DataSource } from 'typeorm';
import { isConnectTimeout } from './connection-failure';

/** A minute in all (`CONNECT_TIMEOUT_MS`). */
const ATTEMPTS = 12;

/**
 * Connects, more patiently than is right for a request: where all of a system is started at once, the database is busy
 * for a while. What it refuses is not asked for again.
 */
export async function connect(database: DataSource): Promise<DataSource> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.initialize();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConnectTimeout(error)) throw error;
    }
  }
}
