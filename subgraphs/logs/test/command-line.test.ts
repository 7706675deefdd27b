import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_LOG_FILES } from '@hostgraph/demo-data';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../src/subgraph';

const MAIN = join(__dirname, '../src/ingest/main.ts');
const [POSTFIX = ''] = DEMO_LOG_FILES;
const SECRET = 'not-to-be-told';

let subgraph: TestSubgraph;
let directory: string;
beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph, { hasOwnServer: true });
  // The logs of the test grow old.
  await subgraph.database.query('UPDATE logs.storage SET kept_days = 36500');
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-cli-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});

interface Outcome {
  readonly code: number | null;
  // eslint-disable-next-line no-restricted-syntax -- grows
  stdout: string;
  // eslint-disable-next-line no-restricted-syntax -- grows
  stderr: string;
}

function run(
  args: string[],
  env: Record<string, string> = { DATABASE_URL: subgraph.config.databaseUrl },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--conditions=source', '-r', '@swc-node/register', MAIN, ...args],
      { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const outcome: Outcome = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (outcome.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (outcome.stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ...outcome, code });
    });
  });
}

it('stores a log and says how much it was', async () => {
  const { code, stdout, stderr } = await run(['--time-zone', 'Europe/Zurich', POSTFIX]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^1393 lines read, 0 of them unparsable\.\n232 events: 232 new, 0 known before; 0 updates\.\n$/,
  );
  const rows: unknown = await subgraph.database.query(
    "SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI:SS') AS at FROM logs.mail_event WHERE queue_id = 'D60FC2C2193'",
  );
  expect(rows).toEqual([{ at: '11-23 22:12:47' }]);
});

it('makes its table in a fresh database', async () => {
  await subgraph.database.query('CREATE DATABASE fresh');
  const url = new URL(subgraph.config.databaseUrl);
  url.pathname = '/fresh';
  const { code, stdout } = await run([POSTFIX], { LOGS_DATABASE_URL: url.href });
  expect([code, stdout]).toEqual([0, expect.stringContaining('232 new')]);
});

it('tells no mail of a batch that the database refuses', async () => {
  await subgraph.database.query('ALTER TABLE logs.mail_event ADD CONSTRAINT never CHECK (false) NOT VALID');
  const { code, stderr } = await run(['--time-zone', 'UTC', POSTFIX]);
  expect([code, stderr]).toEqual([1, 'logs: the logs could not be stored (23514)\n']);
  await subgraph.database.query('ALTER TABLE logs.mail_event DROP CONSTRAINT never');
});

it.each<[string, string[], Record<string, string> | undefined, RegExp]>([
  ['a missing file', ['absent.log'], undefined, /^logs: cannot read absent\.log: no such file$/],
  ['a directory', ['DIRECTORY'], undefined, /^logs: cannot read \S+: it is a directory$/],
  ['no database', [POSTFIX], {}, /^logs: DATABASE_URL: must be .*LOGS_DATABASE_URL/],
  ['a text that is no URL', [POSTFIX], { DATABASE_URL: SECRET }, /^logs: DATABASE_URL: must be/],
  [
    'no server',
    [POSTFIX],
    { LOGS_DATABASE_URL: `postgresql://u:${SECRET}@127.0.0.1:1/x` },
    /^logs: no database answers/,
  ],
  ['a wrong password', [POSTFIX], { DATABASE_URL: 'WRONG' }, /^logs: the database refused the password/],
  [
    'a missing database',
    [POSTFIX],
    { DATABASE_URL: 'ABSENT' },
    /^logs: the database named .* does not exist$/,
  ],
])('ends with one clear line and status 1 for %s', async (_name, args, env, message) => {
  const outcome = await run(
    args.map((arg) => (arg === 'DIRECTORY' ? directory : arg)),
    env && Object.fromEntries(Object.entries(env).map(([name, value]) => [name, resolveUrl(value)])),
  );
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toBe('');
  expect(outcome.stderr.trimEnd()).toMatch(message);
  expect(outcome.stderr.trimEnd()).not.toContain('\n');
  expect(outcome.stderr).not.toContain(SECRET);
});

function resolveUrl(value: string): string {
  const url = new URL(subgraph.config.databaseUrl);
  if (value === 'WRONG') url.password = SECRET;
  else if (value === 'ABSENT') url.pathname = '/absent';
  else return value;
  return url.href;
}
