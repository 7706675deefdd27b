import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { SyslogServer, type SyslogServerOptions } from '../src/ingest/syslog-server/syslog-server';
import { logsSubgraph } from '../src/subgraph';
import { eventRows, sourceRows, whileRunning } from './network';

const REMOVED = '<22>1 2026-11-23T23:11:06Z mx1 postfix/qmgr 1 - - ABCDE1: removed';
const LOCAL = { host: '127.0.0.1', port: 0 };

let subgraph: TestSubgraph;
let directory: string;
let server: SyslogServer;
let follower: Follower;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-syslog-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});
beforeEach(() =>
  subgraph.database.query(
    'TRUNCATE logs.mail_event, logs.ingest_source, logs.ingest_open_state, logs.ingest_dead_letter',
  ),
);

/** Runs a follower that listens, on files and on a port, and gives a connection to it to some work. */
async function listening<T>(
  { files = [], ...options }: Partial<SyslogServerOptions> & { files?: string[] },
  work: (port: number) => Promise<T>,
): Promise<T> {
  follower = await Follower.open(subgraph.database, files, { timeZone: 'UTC', report: () => undefined });
  server = await SyslogServer.listen({
    address: LOCAL,
    timeZone: 'UTC',
    ring: () => {
      follower.doorbell.ring();
    },
    ...options,
  });
  follower.add(server);
  return whileRunning(follower, () => work(Number(new URL(server.url).port)));
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Also by a reset, as what is written while the other end closes is answered with. */
async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

async function send(port: number, ...parts: (string | Buffer)[]): Promise<void> {
  const socket = await open(port);
  for (const part of parts) if (!socket.write(part)) await once(socket, 'drain');
  socket.end();
  socket.resume();
  await once(socket, 'close');
}

async function untilLines(count: number): Promise<void> {
  const sum = async (): Promise<number> =>
    (await sourceRows(subgraph.database)).reduce((total, { lines }) => total + lines, 0);
  while ((await sum()) < count) await setTimeout(20);
}

describe('syslog over TCP', () => {
  it('gives the events that the same lines in files give, whatever way each of them comes', async () => {
    const [postfix = '', dovecot = ''] = await Promise.all(
      DEMO_LOG_FILES.map((path) => readFile(path, 'utf8')),
    );
    await ingestFiles(subgraph.database, [...DEMO_LOG_FILES], { timeZone: 'UTC' });
    const clean = await eventRows(subgraph.database);
    await subgraph.database.query('TRUNCATE logs.mail_event');

    const lines = postfix.trimEnd().split('\n');
    const file = join(directory, 'dovecot.log');
    await writeFile(file, dovecot);
    await listening({ files: [file] }, async (port) => {
      // Each daemon's lines keep their order; half of them come with counted octets.
      for (let start = 0; start < lines.length; start += 100) {
        const piece = lines.slice(start, start + 100).map((line) => `<22>${line}`);
        const isCounted = (start / 100) % 2 === 0;
        await send(
          port,
          piece.map((line) => (isCounted ? `${Buffer.byteLength(line)} ${line}` : `${line}\n`)).join(''),
        );
      }
      await untilLines(lines.length + dovecot.trimEnd().split('\n').length);
    });
    expect(await eventRows(subgraph.database)).toEqual(clean);
    expect(await sourceRows(subgraph.database)).toMatchObject([
      { path: file },
      { path: 'tcp:127.0.0.1', lines: lines.length, unparsable: 0 },
    ]);
  });

  it('outlives what is hostile: long, binary and endless frames, and connections that are cut', async () => {
    await listening({}, async (port) => {
      const long = 'x'.repeat(10_000_000);
      await send(
        port,
        `10000004 <22>${long}`,
        `${long}\n`,
        Buffer.from([0xff, 0x00, 0xfe, 0x0a]),
        `${REMOVED}\n`,
      );
      await send(port, '999999999 <22>never');
      const cut = await open(port);
      cut.write(`${REMOVED.length} ${REMOVED.slice(0, 20)}`);
      await setTimeout(50);
      cut.resetAndDestroy();
      await untilLines(6);
      await send(port, `${REMOVED}\n`);
      await untilLines(7);
    });
    expect(await sourceRows(subgraph.database)).toMatchObject([
      { path: 'tcp:127.0.0.1', lines: 7, unparsable: 5 },
    ]);
    const kept: unknown = await subgraph.database.query(
      'SELECT text, file_id, byte_offset FROM logs.ingest_dead_letter WHERE text IS NOT NULL',
    );
    expect(kept).toEqual([{ text: '\ufffd\ufffd\ufffd', file_id: null, byte_offset: null }]);
  });

  it('closes connections that say nothing, or do not end what they have begun, and lets only so many in', async () => {
    await listening({ limits: { idleMs: 300, frameMs: 200, maxConnections: 2 } }, async (port) => {
      const idle = await open(port);
      const stuck = await open(port);
      idle.resume();
      stuck.resume();
      const trickle = setInterval(() => stuck.write('x'), 20);
      const third = await open(port);
      third.resume();
      await Promise.all([idle, stuck, third].map(closed));
      clearInterval(trickle);
    });
  });

  it('does not read on while nothing is stored: the sender has to wait', async () => {
    const sink = await SyslogServer.listen({ address: LOCAL, timeZone: 'UTC', ring: () => undefined });
    const socket = await open(Number(new URL(sink.url).port));
    const chunk = Buffer.from(`${REMOVED}\n`.repeat(1000));
    let sent = 0;
    // Whatever the kernel's buffers take, the process takes one chunk: `write` stops being taken.
    while (sent < 64 * 1024 * 1024 && socket.writableLength < 1024 * 1024) {
      socket.write(chunk);
      sent += chunk.length;
      await setTimeout(0);
    }
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    socket.destroy();
    await sink.close();
  });

  it('stores what has come before it ends', async () => {
    let socket: Socket | undefined;
    await listening({}, async (port) => {
      socket = await open(port);
      socket.resume();
      socket.write(`${REMOVED}\n`.repeat(5000));
    });
    if (socket) await closed(socket);
    expect(await sourceRows(subgraph.database)).toMatchObject([{ lines: 5000, unparsable: 0 }]);
  });

  it('keeps the sources that spoke last, and so many of them', async () => {
    await subgraph.database.query(
      `INSERT INTO logs.ingest_source (path, lines, unparsable, read_at)
       SELECT 'tcp:peer ' || n, 1, 0, now() - n * interval '1 minute' FROM generate_series(1, 1200) AS n`,
    );
    await listening({}, async (port) => {
      await send(port, `${REMOVED}\n`);
      for (;;) {
        const rows = await sourceRows(subgraph.database);
        if (rows.some(({ path }) => path === 'tcp:127.0.0.1')) break;
        await setTimeout(20);
      }
    });
    const paths = (await sourceRows(subgraph.database)).map(({ path }) => path);
    expect(paths).toHaveLength(1000);
    expect(paths).toContain('tcp:peer 999');
    expect(paths).not.toContain('tcp:peer 1000');
  });
});
