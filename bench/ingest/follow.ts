import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const PROGRAM = join(__dirname, '../../subgraphs/logs/src/ingest/main.ts');
const POLL_MS = 50;
const QUARTERS = [0.25, 0.5, 0.75, 1];

export interface Ingestion {
  /** From the moment the follower listens until the last line is committed. */
  readonly seconds: number;
  /** Events committed by then; those of the last seconds of the log follow when it has been silent. */
  readonly events: number;
  readonly lines: number;
  /** Resident megabytes of the process when a quarter, half, … of the file was committed. */
  readonly memory: readonly number[];
}

/** Lets the product's own follower read a file to its end. */
export async function follow(database: DataSource, url: string, file: string): Promise<Ingestion> {
  const { size } = await stat(file);
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', PROGRAM, '--follow', file],
    { env: { ...process.env, LOGS_DATABASE_URL: url }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const exit = once(child, 'exit');
  await once(child, 'message');
  const began = performance.now();
  const memory: number[] = [];
  for (;;) {
    const { offset, lines } = await position(database);
    while (memory.length < QUARTERS.length && offset >= size * (QUARTERS[memory.length] ?? 1))
      memory.push(residentMegabytes(child));
    if (offset === size) {
      const seconds = (performance.now() - began) / 1000;
      const events = await countEvents(database);
      await settled(database);
      child.kill('SIGTERM');
      await exit;
      return { seconds, events, lines, memory };
    }
    if (child.exitCode !== null) throw new Error('the follower has ended');
    await setTimeout(POLL_MS);
  }
}

export async function countEvents(database: DataSource): Promise<number> {
  const [row]: { count: number }[] = await database.query(
    'SELECT count(*)::integer AS count FROM logs.mail_event',
  );
  return row?.count ?? 0;
}

async function position(database: DataSource): Promise<{ offset: number; lines: number }> {
  const [row]: { offset: number; lines: number }[] = await database.query(
    'SELECT byte_offset::float8 AS offset, lines::float8 FROM logs.ingest_source',
  );
  return row ?? { offset: 0, lines: 0 };
}

/** Until the follower has given out what was still open when the log fell silent. */
async function settled(database: DataSource): Promise<void> {
  for (let rest = 1; rest > 0;) {
    await setTimeout(POLL_MS);
    const [row]: { rest: number }[] = await database.query(
      `SELECT count(*)::integer AS rest FROM logs.ingest_open_state
       WHERE kind = 'entries' AND NOT (value->>'isSettled')::boolean`,
    );
    rest = row?.rest ?? 0;
  }
}

function residentMegabytes(child: ChildProcess): number {
  return Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
  );
}
