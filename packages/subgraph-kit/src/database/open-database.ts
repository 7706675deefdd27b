import type { DataSource, Logger as SqlLogger } from 'typeorm';
import type { SubgraphDefinition } from '../start/subgraph-definition';
import { createDataSource } from './data-source';
import { databaseFailure } from './database-failure';
import { migrate } from './migrate';

export interface OpenDatabaseOptions {
  /** PostgreSQL connection string of the subgraph's own role. */
  readonly url: string;
  /** Connections that this process holds at most. */
  readonly poolSize: number;
  /** Sees every statement; tests count with it. */
  readonly sqlLogger?: SqlLogger | undefined;
}

/**
 * Connects to a subgraph's database and brings its schema up to date. The caller destroys it.
 *
 * @throws StartupError when the database cannot be used and the operator can do something about it
 */
export async function openDatabase(
  definition: Pick<SubgraphDefinition, 'name' | 'entities' | 'migrations' | 'databaseSettings'>,
  options: OpenDatabaseOptions,
): Promise<DataSource> {
  const { name, entities, migrations, databaseSettings: settings } = definition;
  const database = createDataSource({ ...options, schema: name, entities, migrations, settings });
  try {
    await database.initialize();
    await migrate(database, options.url, name);
    return database;
  } catch (error) {
    if (database.isInitialized) await database.destroy();
    throw databaseFailure(error) ?? error;
  }
}
