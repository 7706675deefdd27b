import { join } from 'node:path';
import { EmbeddedPostgresError } from '@hostgraph/embedded-postgres';
import type { SubgraphName } from '../subgraphs/subgraphs';
import { type DatabaseUrls, isComplete } from './database-urls';
import { failureOf, type ServerWatch, startKeptServer } from './kept-server';
import { provision } from './provision';
import { readUrlFile, removeUrlFile, writeUrlFile } from './url-file';

/** The databases of all subgraphs, and the server behind them if it is our own. */
export interface LocalDatabase {
  readonly urls: DatabaseUrls;
  readonly stop: () => Promise<void>;
}

export interface LocalDatabaseOptions {
  /** Databases to use instead of the embedded one. */
  readonly databaseUrls: Partial<DatabaseUrls>;
  /** The installation's own folder. */
  readonly directory: string;
  readonly port: number;
  /** Keeps the server running. */
  readonly watch?: ServerWatch;
}

/**
 * Starts the embedded PostgreSQL for the subgraphs that no connection string was given for.
 *
 * @throws StartupError
 */
export async function startLocalDatabase(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  if (isComplete(options.databaseUrls)) return { urls: options.databaseUrls, stop: nothing };
  return startServer(options).catch((error: unknown) => {
    throw failureOf(error);
  });
}

/**
 * The database of one subgraph: in the server that runs already if there is one, which is left running.
 *
 * @throws StartupError
 */
export async function joinLocalDatabase(
  name: SubgraphName,
  options: LocalDatabaseOptions,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const given = options.databaseUrls[name];
  if (given !== undefined) return { url: given, stop: nothing };
  try {
    const { urls, stop } = await startLocalDatabase(options);
    return { url: urls[name], stop };
  } catch (error) {
    const { cause } = error as Error;
    const isRunning = cause instanceof EmbeddedPostgresError && cause.code === 'ALREADY_RUNNING';
    if (!isRunning) throw error;
    return { url: readUrlFile(options.directory)[name], stop: nothing };
  }
}

/** For a server that is not ours to stop. */
const nothing = () => Promise.resolve();

async function startServer(options: LocalDatabaseOptions): Promise<LocalDatabase> {
  const { databaseUrls, directory, port, watch } = options;
  const server = await startKeptServer({ directory: join(directory, 'postgres'), port }, watch);
  // That of a start that was killed: its passwords are not valid any more.
  removeUrlFile(directory);
  const stop = async () => {
    removeUrlFile(directory);
    await server.stop();
  };
  try {
    const urls = { ...(await provision(server.url)), ...databaseUrls };
    writeUrlFile(directory, urls);
    return { urls, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
