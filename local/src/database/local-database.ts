import { join } from 'node:path';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { StartupError } from '@hostgraph/service';
import { type DatabaseUrls, isComplete } from './database-urls';
import { provision } from './provision';
import { readUrlFile, removeUrlFile, writeUrlFile } from './url-file';

/** The databases of all subgraphs, and the server behind them if it is our own. */
export interface LocalDatabase {
  readonly urls: DatabaseUrls;
  stop(): Promise<void>;
}

export interface LocalDatabaseOptions {
  /** Databases to use instead of the embedded one. */
  readonly databaseUrls: Partial<DatabaseUrls>;
  /** The installation's own folder. */
  readonly directory: string;
  readonly port: number;
}

/**
 * Starts the embedded PostgreSQL for the subgraphs that no connection string was given for.
 *
 * @throws StartupError
 */
export async function startLocalDatabase(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  if (isComplete(options.databaseUrls)) return foreign(options.databaseUrls);
  return startServer(options).catch((error: unknown) => {
    throw error instanceof EmbeddedPostgresError
      ? new StartupError(`postgres: ${error.message}`, { cause: error })
      : error;
  });
}

/**
 * As `startLocalDatabase`, but uses the server that runs already if there is one, and leaves it running.
 *
 * @throws StartupError
 */
export async function joinLocalDatabase(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  return startLocalDatabase(options).catch((error: unknown) => {
    const { cause } = error as Error;
    const isRunning = cause instanceof EmbeddedPostgresError && cause.code === 'ALREADY_RUNNING';
    if (!isRunning) throw error;
    return foreign({ ...readUrlFile(options.directory), ...options.databaseUrls });
  });
}

/** Databases that are not ours to stop. */
const foreign = (urls: DatabaseUrls): LocalDatabase => ({ urls, stop: () => Promise.resolve() });

async function startServer({ databaseUrls, directory, port }: LocalDatabaseOptions): Promise<LocalDatabase> {
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), port });
  const urls = { ...(await provision(server.url)), ...databaseUrls };
  writeUrlFile(directory, urls);
  return {
    urls,
    stop: async () => {
      removeUrlFile(directory);
      await server.stop();
    },
  };
}
