import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { logsSubgraph } from '@hostgraph/logs';
import { openDatabase } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { mergeWeeks } from '../../subgraphs/logs/src/storage/partitions/merge-week';
import { rollUpClosedHours } from '../../subgraphs/logs/src/storage/rollup/roll-up';
import { StatementTap } from './statement-tap';
import { fillMailLog } from './fill';

export interface MailLog {
  readonly database: DataSource;
  readonly url: string;
  readonly tap: StatementTap;
  stop(): Promise<void>;
}

/** The disk is not what is compared. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  shared_buffers: '2GB',
  max_wal_size: '16GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Starts a PostgreSQL with a log of so many rows, on which maintenance has run, and tells how long each step took. */
export async function startMailLog(rows: number): Promise<MailLog> {
  const directory = await mkdtemp(join(tmpdir(), 'hostgraph-bench-'));
  const postgres = await startEmbeddedPostgres({ directory, settings: SETTINGS });
  const tap = new StatementTap();
  const database = await openDatabase(logsSubgraph, { url: postgres.url, poolSize: 4, sqlLogger: tap });
  const connection = database.createQueryRunner();
  const now = Date.now();
  await step(`${rows} rows written`, () => fillMailLog(database, rows));
  await step('rolled up', () => rollUpClosedHours(connection, now));
  await step('weeks merged', () => mergeWeeks(connection, now));
  await step('vacuumed', async () => {
    await connection.query('SET statement_timeout = 0');
    await connection.query('VACUUM (ANALYZE) logs.mail_event, logs.mail_day');
  });
  await connection.release();
  return {
    database,
    url: postgres.url,
    tap,
    async stop() {
      await database.destroy();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const before = performance.now();
  await work();
  console.log(`${((performance.now() - before) / 1000).toFixed(1).padStart(8)} s  ${name}`);
}
