import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Account } from '../src/account';
import { startOf } from '../src/process-table';

export const isRoot = process.geteuid?.() === 0;

/** A user without privileges to play; undefined where the tests run as one, or where it cannot read the sources. */
export const nobody: Account | undefined = findNobody();

function findNobody(): Account | undefined {
  if (!isRoot) return undefined;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody']).stdout.toString());
  const account = { uid: id('-u'), gid: id('-g') };
  return spawnSync('test', ['-r', __filename], { ...account, cwd: '/' }).status === 0 ? account : undefined;
}

const scratch: string[] = [];
const owners: ChildProcess[] = [];

export function scratchDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'embedded-postgres-test-'));
  scratch.push(path);
  return path;
}

/** Ends the owners that a test left and removes what it wrote. */
export async function cleanUp(): Promise<void> {
  for (const owner of owners.splice(0)) {
    if (owner.exitCode === null && owner.signalCode === null) {
      owner.kill('SIGKILL');
      await once(owner, 'exit');
    }
  }
  for (const path of scratch.splice(0)) rmSync(path, { recursive: true, force: true, maxRetries: 20 });
}

/** Starts test/owner.ts as a process of its own. */
export function spawnOwner(
  directory: string,
  options: { then?: 'throw'; account?: Account | undefined } = {},
) {
  const program = ['--conditions=source', '-r', '@swc-node/register', join(__dirname, 'owner.ts')];
  const owner = spawn(process.execPath, [...program, directory, options.then ?? ''], {
    ...options.account,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  owners.push(owner);
  const firstLine = once(createInterface(owner.stdout), 'line').then(
    ([line]) => JSON.parse(String(line)) as { url: string; processId: number; code?: string },
  );
  return { owner, firstLine };
}

/** Runs one statement on a connection of its own and returns its rows. */
export async function query<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new Client(url);
  // The server may be killed under the connection; the statement then fails, which is all that counts.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Signal 0 would also find the dead that nobody has reaped. */
export function isAlive(pid: number): boolean {
  return startOf(pid) !== undefined;
}

const PATIENCE_MS = 300_000;

export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await sleep(10);
  }
}
