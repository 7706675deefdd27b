import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { connect } from './connect';

/**
 * Creates the schema if it is missing and runs the migrations that have not run yet.
 *
 * Any number of instances may start at once: a session-level advisory lock, keyed by the schema's name, lets
 * one migrate while the others wait (PostgreSQL documentation, 13.3.5). It is held on a connection of its
 * own, so that it outlives the transactions that the migrations open.
 *
 * @param dataSource to be used for nothing else; it is connected only here
 */
export async function migrate(dataSource: DataSource, url: string, schema: string): Promise<void> {
  const lock = new Client({ connectionString: url, application_name: `hostgraph-${schema}-migrations` });
  // The migration that is under way fails with it, and says so.
  lock.on('error', () => undefined);
  await connect(dataSource);
  try {
    await lock.connect();
    await lock.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`hostgraph:${schema}`]);
    // Asked first because CREATE SCHEMA IF NOT EXISTS wants the CREATE privilege even where it does nothing.
    const { rowCount } = await lock.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
    if (rowCount === 0) await lock.query(`CREATE SCHEMA ${lock.escapeIdentifier(schema)}`);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await Promise.all([lock.end(), dataSource.destroy()]);
  }
}
