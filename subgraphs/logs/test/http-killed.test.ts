import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { formatApiKey } from '@hostgraph/api-key-format';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';
import { eventRows, sourceRows } from './network';

const MAIN = join(__dirname, '../src/ingest/main.ts');
const KEY = formatApiKey({ mode: 'live', keyId: 'shipper000000000', secret: 's'.repeat(43) });
const KILLS = 4;
const BODIES = 240;
/** Bodies on their way at the same time; each stream keeps its order, as each server's shipper does. */
const STREAMS = 2;

let subgraph: TestSubgraph;
/** Stands in for the gateway, which is another service. */
let gateway: Server;
let isOver = false;
let failure: Error | undefined;
let intake: Intake;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  gateway = createServer((req, res) => {
    req.resume();
    res.end('{"data":{"viewer":{"scopes":["LOGS_INGEST"]}}}');
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
});
afterAll(async () => {
  isOver = true;
  intake.process.kill('SIGKILL');
  gateway.close();
  await subgraph.stop();
});

interface Intake {
  readonly process: ChildProcess;
  readonly url: string;
}

async function start(): Promise<Intake> {
  const { port } = gateway.address() as AddressInfo;
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=source', '-r', '@swc-node/register', MAIN],
      ...['--follow', '--http', '127.0.0.1:0', '--gateway', `http://127.0.0.1:${port}/graphql`],
    ],
    {
      env: { PATH: process.env['PATH'] ?? '', LOGS_DATABASE_URL: subgraph.config.databaseUrl },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    },
  );
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  // It ends by itself only where it failed, and the senders would try for ever.
  child.once('exit', (code) => {
    if (code !== null && code !== 0) failure = new Error(told);
  });
  await once(child, 'message');
  for (;;) {
    const url = /takes lines on (\S+)\n/.exec(told)?.[1];
    if (url !== undefined) return { process: child, url };
    await setTimeout(5);
  }
}

/** As a shipper does: until it is told that the body is stored, it sends it again. Some do not wait for long. */
async function ship(body: string, url: () => string): Promise<boolean> {
  for (let isFirst = true; !isOver; isFirst = false) {
    const response = await fetch(url(), {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-ndjson' },
      body,
      ...(isFirst && Math.random() < 0.3 && { signal: AbortSignal.timeout(Math.ceil(Math.random() * 20)) }),
    }).catch(() => undefined);
    if (failure !== undefined) throw failure;
    if (response?.status === 200) {
      const { repeated } = (await response.json()) as { repeated: boolean };
      if (repeated && isFirst) throw new Error('a body was taken for another one');
      return repeated;
    }
    await setTimeout(20);
  }
  throw new Error('the test has ended');
}

it('gives the rows of one clean run, however often it is killed while senders try again', async () => {
  // Each log is a stream of its own, in bodies of which most end within a message.
  const streams = await Promise.all(
    DEMO_LOG_FILES.slice(0, STREAMS).map(async (path) => {
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      const size = Math.ceil((lines.length * STREAMS) / BODIES);
      return Array.from({ length: Math.ceil(lines.length / size) }, (_, part) =>
        lines
          .slice(part * size, (part + 1) * size)
          .map((message, index) => `${JSON.stringify({ message, offset: part * size + index })}\n`)
          .join(''),
      );
    }),
  );
  intake = await start();
  let wereStored = 0;
  const shipping = Promise.all(
    streams.map(async (bodies) => {
      for (const body of bodies) {
        if (await ship(body, () => intake.url)) wereStored += 1;
        await setTimeout(Math.random() * 40);
      }
    }),
  );
  for (let kill = 0; kill < KILLS; kill++) {
    await setTimeout(Math.random() * 400);
    const ended = once(intake.process, 'exit');
    intake.process.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    intake = await start();
  }
  await shipping;
  const ended = once(intake.process, 'exit');
  intake.process.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);

  const lineCount = streams.flat().reduce((sum, body) => sum + body.trimEnd().split('\n').length, 0);
  expect(await sourceRows(subgraph.database)).toEqual([
    { path: 'http:shipper000000000', lines: lineCount, unparsable: 0 },
  ]);
  const follower = await Follower.open(subgraph.database, [], { timeZone: 'UTC', report: () => undefined });
  await follower.flush();
  await follower.close();
  const killed = await eventRows(subgraph.database);
  await subgraph.database.query('TRUNCATE logs.mail_event');
  await ingestFiles(subgraph.database, [...DEMO_LOG_FILES], { timeZone: 'UTC' });
  expect(killed).toHaveLength(232);
  expect(killed).toEqual(await eventRows(subgraph.database));
  // Answers were lost after the commit, or this has tried nothing.
  expect(wereStored).toBeGreaterThan(0);
});
