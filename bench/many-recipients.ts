/**
 * What the lines of one message to many recipients cost, beside the same lines of as many messages to one each:
 * `node --conditions=source -r @swc-node/register bench/many-recipients.ts [RECIPIENTS] [ROUNDS]`
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { openDatabase } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { ingestFiles } from '../subgraphs/logs/src/ingest/ingest-files';
import { logsSubgraph } from '../subgraphs/logs/src/subgraph';

const [recipients = 10_000, rounds = 3] = process.argv.slice(2).map(Number);
/** Recipients that are served at a time, with a pause after which a message is given out as it stands. */
const PORTION = 20;
const PAUSE_MS = 3000;
/** Attempts for each recipient, the last of which succeeds. */
const ATTEMPTS = 3;
/** Nothing but noise lies between one and this. */
const MOST = 2;

type QueueIdOf = (index: number) => string;

const KINDS = {
  'one message to all': { queueIdOf: () => 'ABCDEF1', alias: '' },
  'one to an alias of all': { queueIdOf: () => 'ABCDEF1', alias: 'orig_to=<all@example.test>, ' },
} as const;
const BASELINE: QueueIdOf = (index) => `ABCDEF${String(index).padStart(6, '0')}`;

/** Lines of a newsletter that is put off by every server and taken in the end. */
function logOf(queueIdOf: QueueIdOf, alias: string): string {
  const start = Date.now() - 24 * 60 * 60 * 1000;
  const lines: string[] = [];
  const write = (time: number, text: string): void => {
    lines.push(`${new Date(start + time).toISOString()} mx1 postfix/${text}\n`);
  };
  for (const queueId of new Set(Array.from({ length: recipients }, (_, index) => queueIdOf(index)))) {
    write(
      0,
      `submission/smtpd[1]: ${queueId}: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=a@example.test`,
    );
  }
  for (let at = 0; at < ATTEMPTS * recipients; at++) {
    const isLast = at >= (ATTEMPTS - 1) * recipients;
    const index = at % recipients;
    const outcome = isLast
      ? 'dsn=2.0.0, status=sent (250 ok)'
      : 'dsn=4.7.1, status=deferred (450 4.7.1 later)';
    write(
      1000 + Math.floor(at / PORTION) * PAUSE_MS,
      `${at < recipients ? 'error' : 'smtp'}[2]: ${queueIdOf(index)}: to=<k${index}@remote.test>, ${alias}relay=r[192.0.2.1]:25, delay=1, delays=0/0/0/1, ${outcome}`,
    );
  }
  return lines.join('');
}

/** @returns lines in a second */
async function rateOf(database: DataSource, file: string, text: string): Promise<number> {
  await writeFile(file, text);
  await database.query('TRUNCATE logs.mail_event');
  const began = performance.now();
  const { lines } = await ingestFiles(database, [file], { timeZone: 'UTC' });
  return (lines * 1000) / (performance.now() - began);
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'hostgraph-bench-'));
  const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  const database = await openDatabase(logsSubgraph, { url: postgres.url, poolSize: 2 });
  const file = join(directory, 'mail.log');
  try {
    for (const [kind, { queueIdOf, alias }] of Object.entries(KINDS)) {
      const ratios: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const many = await rateOf(database, file, logOf(BASELINE, alias));
        const one = await rateOf(database, file, logOf(queueIdOf, alias));
        ratios.push(many / one);
        console.log(`${kind}: ${Math.round(one)} lines/s; a message each: ${Math.round(many)} lines/s`);
      }
      const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? NaN;
      console.log(`${kind}: a line costs ${median.toFixed(2)} of one of a message each`);
      if (!(median <= MOST)) process.exitCode = 1;
    }
  } finally {
    await database.destroy();
    await postgres.stop();
    await rm(directory, { recursive: true });
  }
}

void main();
