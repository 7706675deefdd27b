import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const REPOSITORY = join(__dirname, '../..');

/** `logs:ingest --follow` as a process of its own, from the sources. */
export interface IngestProcess {
  /** The addresses at which it listens, in the order of `--syslog`, `--syslog-tls`, `--http`, `--https`. */
  readonly urls: readonly URL[];
  stop(): Promise<void>;
}

/** @param listeners how many ports the arguments open */
export async function startIngest(
  databaseUrl: string,
  args: readonly string[],
  listeners: number,
): Promise<IngestProcess> {
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=source', '-r', '@swc-node/register'],
      ...[join(REPOSITORY, 'subgraphs/logs/src/ingest/main.ts'), '--follow', ...args],
    ],
    {
      cwd: REPOSITORY,
      env: { PATH: process.env['PATH'] ?? '', LOGS_DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'inherit', 'pipe'],
    },
  );
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  for (;;) {
    const urls = [...told.matchAll(/takes \w+(?: \w+)? on (\S+)\n/g)].map(([, url]) => new URL(url ?? ''));
    if (urls.length === listeners) return { urls, stop: () => stopProcess(child) };
    if (child.exitCode !== null) throw new Error(`logs:ingest ended: ${told}`);
    await setTimeout(20);
  }
}

/** Ends a process of ours as its supervisor would. */
export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
