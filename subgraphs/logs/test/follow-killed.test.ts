import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';

const MAIN = join(__dirname, '../src/ingest/main.ts');
const KILLS = 8;

let subgraph: TestSubgraph;
let directory: string;
let paths: string[];

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // The logs of the test grow old.
  await subgraph.database.query('UPDATE logs.storage SET kept_days = 36500');
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-killed-'));
  paths = ['postfix.log', 'dovecot.log'].map((name) => join(directory, name));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});

async function start(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', MAIN, '--follow', ...paths],
    {
      env: { PATH: process.env['PATH'] ?? '', LOGS_DATABASE_URL: subgraph.config.databaseUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  await once(child, 'message');
  return child;
}

async function events(): Promise<unknown[]> {
  const rows: { row: unknown }[] = await subgraph.database.query(
    'SELECT to_jsonb(e) AS row FROM logs.mail_event e ORDER BY id',
  );
  return rows.map(({ row }) => row);
}

async function counts(): Promise<{ lines: number; unparsable: number; kept: number }[]> {
  return subgraph.database.query(`
    SELECT lines::integer, unparsable::integer, (SELECT count(*)::integer FROM logs.ingest_dead_letter d
      WHERE d.path = s.path) AS kept
    FROM logs.ingest_source s ORDER BY path DESC`);
}

it('ends in the rows of one clean run, however often it is killed', async () => {
  // Every twentieth line is nonsense: the dead letters count each line that was read.
  const lines = await Promise.all(
    DEMO_LOG_FILES.map(async (path) =>
      (await readFile(path, 'utf8'))
        .split(/(?<=\n)/)
        .flatMap((line, index) => (index % 20 === 0 ? [line, `nonsense ${index}\n`] : [line])),
    ),
  );
  const append = (from: number, to: number): Promise<unknown> =>
    Promise.all(
      lines.map((all, file) => {
        const text = all.slice(Math.round(all.length * from), Math.round(all.length * to)).join('');
        return appendFile(paths[file] ?? '', text);
      }),
    );
  await Promise.all(paths.map((path) => writeFile(path, '')));
  const steps = 25;
  for (let kill = 0; kill < KILLS; kill++) {
    const follower = await start();
    const ended = once(follower, 'exit');
    const death = setTimeout(Math.random() * 500).then(() => follower.kill('SIGKILL'));
    for (let step = kill * steps; step < (kill + 1) * steps; step++) {
      await append(step / (KILLS * steps), (step + 1) / (KILLS * steps));
      await setTimeout(Math.random() * 30);
    }
    await death;
    expect(await ended).toEqual([null, 'SIGKILL']);
  }

  const last = await start();
  const expected = lines.map((all) => {
    const unparsable = all.filter((line) => line.startsWith('nonsense')).length;
    return { lines: all.length, unparsable, kept: Math.min(unparsable, 100) };
  });
  const sum = (found: { lines: number }[]): number => found.reduce((total, { lines: n }) => total + n, 0);
  while (sum(await counts()) < sum(expected)) await setTimeout(50);
  const ended = once(last, 'exit');
  last.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await counts()).toEqual(expected);

  const follower = await Follower.open(subgraph.database, paths, { timeZone: 'UTC', report: fail });
  await follower.readOn();
  await follower.flush();
  await follower.close();
  const killed = await events();
  await subgraph.database.query('TRUNCATE logs.mail_event');
  await ingestFiles(subgraph.database, paths, { timeZone: 'UTC' });
  expect(killed).toHaveLength(232);
  expect(killed).toEqual(await events());
});

function fail(message: string): never {
  throw new Error(message);
}
