import { type Environment, runTask } from '@hostgraph/service';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../database/open-database';
import { readDatabaseUrl } from './config';
import type { SubgraphDefinition } from './subgraph-definition';

/** Runs a command, as a process of its own, on a subgraph's database, which is brought up to date first. */
export function runDatabaseTask(
  environment: Environment,
  definition: SubgraphDefinition,
  task: (database: DataSource) => Promise<void>,
): void {
  runTask(definition.name, async () => {
    const url = readDatabaseUrl(environment, definition.name);
    const database = await openDatabase(definition, { url, poolSize: 1, isUnhurried: true });
    try {
      await task(database);
    } finally {
      await database.destroy();
    }
  });
}
