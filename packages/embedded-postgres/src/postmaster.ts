import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account';
import type { Binaries } from './binaries';
import { CLUSTER, dataDirectoryArgument, ENVIRONMENT, firstFault } from './cluster';
import { EmbeddedPostgresError } from './error';
import { readPidFile, serverProcesses } from './process-table';

const LOG = 'postgres.log';

/** Recovery after a crash replays at most max_wal_size (1 GB): some ten seconds on a slow disk. */
const START_LIMIT_MS = 300_000;
/** A fast shutdown writes one checkpoint. After the limit an immediate one costs a recovery, but no rows. */
const FAST_SHUTDOWN_LIMIT_MS = 30_000;
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 15_000;
const POLL_MS = 10;

const DEFAULT_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Clients get their errors themselves; in a file, failed statements would keep people's data and secrets.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/**
 * Starts the server and waits until it accepts connections.
 *
 * @throws EmbeddedPostgresError PORT_IN_USE, START_FAILED
 */
export async function startPostmaster(
  directory: string,
  binaries: Binaries,
  account: Account | undefined,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const cluster = join(directory, CLUSTER);
  const logPath = join(directory, LOG);
  const options = ['-D', dataDirectoryArgument(cluster, account), '-p', String(port)];
  for (const [name, value] of Object.entries({ ...DEFAULT_SETTINGS, ...settings })) {
    options.push('-c', `${name}=${value}`);
  }
  if (existsSync(logPath)) await rename(logPath, `${logPath}.previous`);
  const log = await open(logPath, 'w', 0o600);
  const postmaster = spawn(binaries.postgres, options, {
    ...account,
    cwd: cluster,
    env: ENVIRONMENT,
    // A session of its own: Ctrl-C reaches the caller alone, who stops the database last.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let spawnFault: Error | undefined;
  postmaster.once('error', (fault) => (spawnFault = fault));
  await log.close();

  const deadline = Date.now() + START_LIMIT_MS;
  while (!spawnFault && isRunning(postmaster) && Date.now() < deadline) {
    const state = readPidFile(cluster);
    if (state?.pid === postmaster.pid && state?.isReady) return postmaster;
    await sleep(POLL_MS);
  }
  const isTooSlow = isRunning(postmaster);
  await stopPostmaster(postmaster);
  const said = await readFile(logPath, 'utf8');
  if (said.includes('Address already in use')) {
    throw new EmbeddedPostgresError(
      'PORT_IN_USE',
      `Port ${port} of 127.0.0.1 is in use: stop what listens there, or choose another port`,
    );
  }
  const reason = isTooSlow
    ? `not ready after ${START_LIMIT_MS} ms`
    : (spawnFault?.message ?? firstFault(said));
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `PostgreSQL did not start in ${directory} (${reason}): ${logPath} says more`,
    { cause: spawnFault },
  );
}

/** Lets open transactions go and writes everything to the disk. Resolves when the server has ended. */
export async function stopPostmaster(postmaster: ChildProcess): Promise<void> {
  if (!isRunning(postmaster)) return;
  const ended = new Promise((resolve) => postmaster.once('exit', resolve));
  postmaster.kill('SIGINT');
  const impatience = setTimeout(() => postmaster.kill('SIGQUIT'), FAST_SHUTDOWN_LIMIT_MS);
  await ended;
  clearTimeout(impatience);
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/**
 * Ends the server that a killed owner left on this cluster, and clears its pid file away.
 *
 * PostgreSQL judges a pid file by the number alone. It would refuse to start when another program has got that
 * number, as after a power cut, or when the dead server was never reaped, as in a container without an init.
 *
 * @throws EmbeddedPostgresError START_FAILED
 */
export async function endLeftovers(cluster: string): Promise<void> {
  const postmaster = readPidFile(cluster)?.pid;
  let left = serverProcesses(cluster);
  if (postmaster !== undefined && left.includes(postmaster)) signalAll([postmaster], 'SIGINT');
  // Backends that lost their postmaster end when they next wait for something; a busy one wants to be told.
  else signalAll(left, 'SIGTERM');
  left = await waitForEnd(cluster, FAST_SHUTDOWN_LIMIT_MS);
  if (left.length > 0) {
    signalAll(left, 'SIGQUIT');
    left = await waitForEnd(cluster, IMMEDIATE_SHUTDOWN_LIMIT_MS);
  }
  if (left.length > 0) {
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `An earlier server of ${cluster} does not end: look at process ${left.join(', ')} and end it yourself`,
    );
  }
  // Only /proc shows every process of the cluster, so elsewhere PostgreSQL judges for itself.
  if (process.platform === 'linux') await rm(join(cluster, 'postmaster.pid'), { force: true });
}

async function waitForEnd(cluster: string, limitMs: number): Promise<number[]> {
  const deadline = Date.now() + limitMs;
  let left = serverProcesses(cluster);
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(POLL_MS);
    left = serverProcesses(cluster);
  }
  return left;
}

function signalAll(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // it ended meanwhile
    }
  }
}
