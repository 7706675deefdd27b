import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { Client } from 'pg';

let folder: string;
let postgres: EmbeddedPostgres;
let child: ChildProcess;
let url: string;
/** What the process has said since it started. */
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-lost-'));
  postgres = await start(0);
  child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', join(__dirname, 'jobs-process.ts')],
    {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: postgres.url },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  child.on('message', (message) => said.push(message as string));
  url = (await heard((word) => word.startsWith('url '))).slice('url '.length);
  await heard((word) => word === 'ready');
}, 60_000);
afterAll(async () => {
  if (isAlive()) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const start = (port: number): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ directory: folder, port, settings: { fsync: 'off' } });

const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;

/** Waits until the process has said it, or has ended. */
async function heard(isIt: (word: string) => boolean): Promise<string> {
  for (;;) {
    const word = said.find(isIt);
    if (word !== undefined) return word;
    if (!isAlive()) throw new Error(`It ended with ${child.exitCode}`);
    await sleep(20);
  }
}

async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const enqueue = (ids: readonly string[]): Promise<unknown> =>
  withClient((client) =>
    client.query(
      `INSERT INTO notes.job (name, data, retry_limit, expire_in)
       SELECT 'waiting', jsonb_build_object('id', id), 0, interval '60 seconds' FROM unnest($1::text[]) AS id`,
      [ids],
    ),
  );

const states = (ids: readonly string[]): Promise<Record<string, string>> =>
  withClient(async (client) => {
    const { rows } = await client.query<{ id: string; state: string }>(
      `SELECT data->>'id' AS id, state::text FROM notes.job WHERE data->>'id' = ANY ($1) ORDER BY 1`,
      [ids],
    );
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
  });

async function statesWhen(
  ids: readonly string[],
  isEnough: (found: Record<string, string>) => boolean,
): Promise<Record<string, string>> {
  for (;;) {
    const found = await states(ids);
    if (isEnough(found)) return found;
    await sleep(100);
  }
}

async function ready(): Promise<[number, string]> {
  const answer = await fetch(`${url}/ready`);
  return [answer.status, await answer.text()];
}
const READY = [200, '{"status":"ready"}'];
/** It tells nobody where the database is. */
const UNAVAILABLE = [503, '{"status":"unavailable"}'];

const stops: Record<string, () => Promise<void>> = {
  'is stopped': () => postgres.stop(),
  // Its server processes end when they notice, so connections break one after the other.
  'is killed': () => {
    process.kill(postgres.processId, 'SIGKILL');
    return postgres.stop();
  },
};

describe.each(['first', 'second', 'third'])('PostgreSQL, for the %s time', (time) => {
  it.each(Object.entries(stops))(
    '%s while jobs are done, and all goes on when it is back',
    async (how, stop) => {
      const ids = ['succeeding', 'failing', 'asking'].map((kind) => `${kind} ${time} ${how}`);
      await enqueue(ids);
      for (const id of ids) await heard((word) => word === `working ${id}`);
      await stop();
      child.send('go on');
      await heard((word) => word === `done ${ids[0]}`);
      // As long as the queue is not told how they went; workers look for jobs meanwhile.
      await sleep(2_500);
      expect(isAlive()).toBe(true);
      expect(await ready()).toEqual(UNAVAILABLE);

      postgres = await start(postgres.port);
      const found = await statesWhen(ids, (all) => Object.values(all).every((state) => state !== 'active'));
      expect(found).toEqual({ [ids[0]!]: 'completed', [ids[1]!]: 'failed', [ids[2]!]: 'failed' });
      expect(await ready()).toEqual(READY);
      const next = `succeeding after ${time} ${how}`;
      await enqueue([next]);
      await heard((word) => word === `working ${next}`);
      child.send('go on');
      expect(await statesWhen([next], (all) => all[next] === 'completed')).toEqual({ [next]: 'completed' });
      await withClient((client) => client.query('DELETE FROM notes.job'));
    },
    60_000,
  );
});

it('loses a statement of the queue itself, and the process goes on', async () => {
  const holder = new Client({ connectionString: postgres.url });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE notes.job IN ACCESS EXCLUSIVE MODE');
  // All of its workers now wait for the table, each on a connection.
  for (let waiting = 0; waiting === 0;) {
    const { rows } = await holder.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'hostgraph-notes'`,
    );
    waiting = rows[0]!.waiting;
  }
  await stops['is killed']!();
  await holder.end().catch(() => undefined);
  await sleep(1_000);
  expect(isAlive()).toBe(true);
  postgres = await start(postgres.port);
  while ((await ready())[0] !== 200) await sleep(50);
  expect(isAlive()).toBe(true);
}, 60_000);

it('ends in order while there is no database', async () => {
  await postgres.stop();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  postgres = await start(postgres.port);
}, 60_000);
