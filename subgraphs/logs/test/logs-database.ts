import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { MailEvent } from '../src/mail-event/mail-event.entity';
import { CreateMailEvent1795478400000 } from '../src/migrations/1795478400000-create-mail-event';

export interface LogsDatabase {
  url: string;
  pool: Pool;
  dataSource: DataSource;
  /** Empties the table. */
  clear: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A real PostgreSQL with the migrations of this subgraph. */
export async function startLogsDatabase(): Promise<LogsDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'hostgraph-logs-'));
  const server = await startEmbeddedPostgres({ directory, settings: { fsync: 'off' } });
  const pool = new Pool({ connectionString: server.url, max: 4 });
  // The server ends before the sockets of an ended pool have closed, and says so on each.
  pool.on('error', () => undefined);
  await pool.query('CREATE SCHEMA logs');
  const dataSource = new DataSource({
    type: 'postgres',
    url: server.url,
    schema: 'logs',
    entities: [MailEvent],
    migrations: [CreateMailEvent1795478400000],
  });
  await dataSource.initialize();
  await dataSource.runMigrations();
  return {
    url: server.url,
    pool,
    dataSource,
    clear: async () => {
      await pool.query('TRUNCATE logs.mail_event');
    },
    stop: async () => {
      await dataSource.destroy();
      await pool.end();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
