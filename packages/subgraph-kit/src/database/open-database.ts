import type { DataSource, Logger as SqlLogger, MigrationInterface } from 'typeorm';
import { connect } from './connect';
import { createDataSource } from './data-source';
import { databaseFailure } from './database-failure';
import { migrate } from './migrate';

/** What a subgraph stores, and how. */
export interface DatabaseDefinition {
  /** Its name in the supergraph, and of its PostgreSQL schema. */
  readonly name: string;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** PostgreSQL's settings for each of its connections, such as those of the planner. */
  readonly databaseSettings?: Readonly<Record<string, string>>;
}

export interface OpenDatabaseOptions {
  /** PostgreSQL connection string of the subgraph's own role. */
  readonly url: string;
  /** Connections that this process holds at most. */
  readonly poolSize: number;
  /** Whether nobody waits for an answer, as of a command, and a statement may take any time. */
  readonly isUnhurried?: boolean;
  /** Sees every statement; tests count with it. */
  readonly sqlLogger?: SqlLogger | undefined;
}

/**
 * Connects to a subgraph's database and brings its schema up to date. The caller destroys it.
 *
 * @throws StartupError when the database cannot be used and the operator can do something about it
 */
export async function openDatabase(
  definition: DatabaseDefinition,
  options: OpenDatabaseOptions,
): Promise<DataSource> {
  const { name, entities, migrations, databaseSettings: settings } = definition;
  const described = { ...options, schema: name, entities, migrations, settings };
  const database = createDataSource(described);
  try {
    // An index of a large table takes longer than an answer may.
    await migrate(createDataSource({ ...described, poolSize: 1, isUnhurried: true }), options.url, name);
    return await connect(database);
  } catch (error) {
    throw databaseFailure(error) ?? error;
  }
}
