/**
 * How fast raw lines become committed events, as a share of the rate at which `psql \copy` stores the same finished
 * rows in the same table, with the same indexes and the same durable server:
 * `node --conditions=source -r @swc-node/register bench/ingest.ts [MESSAGES] [MESSAGES_PER_SECOND] [ROUNDS]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { openDatabase } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { logsSubgraph } from '../subgraphs/logs/src/subgraph';
import { countEvents, follow, type Ingestion } from './ingest/follow';
import { writeMailLog } from './ingest/mail-log/write-mail-log';
import { copyIn, copyOut, hasPsql } from './ingest/psql';

const [messages = 150_000, messagesPerSecond = 100, rounds = 3] = process.argv.slice(2).map(Number);
const TABLE = 'logs.mail_event';
const STATE = ['ingest_source', 'ingest_open_state', 'ingest_dead_letter'];

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hostgraph-bench-'));
  const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  const database = await openDatabase(logsSubgraph, { url: postgres.url, poolSize: 2 });
  try {
    await measure(database, postgres.url, directory);
  } finally {
    await database.destroy();
    await postgres.stop();
    await rm(directory, { recursive: true });
  }
}

async function measure(database: DataSource, url: string, directory: string): Promise<void> {
  const log = join(directory, 'mail.log');
  const rows = join(directory, 'mail_event.copy');
  const hour = 60 * 60 * 1000;
  const size = await writeMailLog(log, {
    messages,
    messagesPerSecond,
    hosts: ['mx1', 'mx2', 'mx3'],
    start: new Date(Date.now() - hour - (messages * 1000) / messagesPerSecond),
  });
  console.log(
    `${size.lines} lines, ${size.events} events; baseline: ${hasPsql ? 'psql \\copy' : 'pg-copy-streams, as there is no psql'}`,
  );
  console.log('round    lines/s   events/s   COPY rows/s   ratio   MB at 25 / 50 / 75 / 100 %');
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await empty(database, [TABLE, ...STATE.map((table) => `logs.${table}`)]);
    const ingestion = await follow(database, url, log);
    const stored = await countEvents(database);
    if (stored !== size.events) throw new Error(`${stored} events instead of ${size.events}`);
    await copyOut(url, TABLE, rows);
    await empty(database, [TABLE]);
    const copyRate = stored / (await copyIn(url, TABLE, rows));
    const ratio = ingestion.events / ingestion.seconds / copyRate;
    ratios.push(ratio);
    console.log(line(round, ingestion, copyRate, ratio));
  }
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? NaN;
  console.log(`median ratio ${median.toFixed(2)}`);
}

/** Partitions stay; what the last round has left to write is written now. */
async function empty(database: DataSource, tables: readonly string[]): Promise<void> {
  await database.query(`TRUNCATE ${tables.join(', ')}`);
  await database.query('CHECKPOINT');
}

function line(
  round: number,
  { seconds, events, lines, memory }: Ingestion,
  copyRate: number,
  ratio: number,
): string {
  const rates = [lines / seconds, events / seconds, copyRate].map((rate) => Math.round(rate));
  const [lineRate = 0, eventRate = 0, rowRate = 0] = rates;
  return [
    String(round).padStart(5),
    String(lineRate).padStart(10),
    String(eventRate).padStart(10),
    String(rowRate).padStart(13),
    ratio.toFixed(2).padStart(7),
    `  ${memory.join(' / ')}`,
  ].join(' ');
}

void main();
