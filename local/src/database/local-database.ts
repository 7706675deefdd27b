import { join } from 'node:path';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { StartupError } from '@hostgraph/service';
import { type DatabaseUrls, isComplete } from './database-urls';
import { provision } from './provision';

/** The databases of all subgraphs, and the server behind them if it is our own. */
export interface LocalDatabase {
  readonly urls: DatabaseUrls;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL for the subgraphs that no connection string was given for.
 *
 * @param directory the installation's own folder
 * @throws StartupError
 */
export async function startLocalDatabase(
  given: Partial<DatabaseUrls>,
  directory: string,
  port: number,
): Promise<LocalDatabase> {
  if (isComplete(given)) return { urls: given, stop: () => Promise.resolve() };
  try {
    const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), port });
    return { urls: { ...(await provision(server.url)), ...given }, stop: server.stop };
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new StartupError(`postgres: ${error.message}`) : error;
  }
}
