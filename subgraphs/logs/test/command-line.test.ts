import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLogsDatabase, type LogsDatabase } from './logs-database';

const MAIN = join(__dirname, '../src/ingest/main.ts');
const POSTFIX = join(__dirname, '../../../packages/demo-data/logs/postfix.log');
const SECRET = 'not-to-be-told';

let db: LogsDatabase;
let directory: string;
beforeAll(async () => {
  db = await startLogsDatabase();
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-cli-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await db.stop();
});

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(args: string[], env: Record<string, string> = { DATABASE_URL: db.url }): Promise<Outcome> {
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
  const { rows } = await db.pool.query(
    "SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI:SS') AS at FROM logs.mail_event WHERE queue_id = 'D60FC2C2193'",
  );
  expect(rows).toEqual([{ at: '11-23 22:12:47' }]);
});

it.each<[string, string[], Record<string, string> | undefined, RegExp]>([
  ['no file named', [], undefined, /^Name at least one log file\./],
  ['a missing file', ['absent.log'], undefined, /^Cannot read absent\.log: no such file\.$/],
  ['a directory', ['DIRECTORY'], undefined, /^Cannot read \S+: it is a directory\.$/],
  ['an unknown option', ['--zone', 'UTC', POSTFIX], undefined, /Usage:/],
  ['an unknown time zone', ['--time-zone', 'Mars', POSTFIX], undefined, /^Unknown time zone "Mars"/],
  ['no database', [POSTFIX], {}, /^Set LOGS_DATABASE_URL/],
  ['a text that is no URL', [POSTFIX], { DATABASE_URL: SECRET }, /^Set LOGS_DATABASE_URL/],
  [
    'no server',
    [POSTFIX],
    { LOGS_DATABASE_URL: `postgresql://u:${SECRET}@127.0.0.1:1/x` },
    /^No database answers/,
  ],
  ['a wrong password', [POSTFIX], { DATABASE_URL: 'WRONG' }, /^The database refused the password/],
  ['a missing database', [POSTFIX], { DATABASE_URL: 'ABSENT' }, /^The database named .* does not exist\.$/],
  ['a database without the table', [POSTFIX], { DATABASE_URL: 'EMPTY' }, /run the migrations first\.$/],
])('ends with one clear line and status 1 for %s', async (_name, args, env, message) => {
  if (env?.['DATABASE_URL'] === 'EMPTY') await db.pool.query('CREATE DATABASE empty');
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
  const url = new URL(db.url);
  if (value === 'WRONG') url.password = SECRET;
  else if (value === 'ABSENT' || value === 'EMPTY') url.pathname = `/${value.toLowerCase()}`;
  else return value;
  return url.href;
}
