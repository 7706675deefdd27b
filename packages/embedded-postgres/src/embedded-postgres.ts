import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { serverAccount } from './account';
import { findBinaries } from './binaries';
import { claimDirectory } from './claim';
import { CLUSTER, ensureCluster, SUPERUSER } from './cluster';
import { EmbeddedPostgresError, faultName } from './error';
import { endLeftovers, startPostmaster, stopPostmaster } from './postmaster';

export interface EmbeddedPostgresOptions {
  /** Holds the data, the superuser's password (mode 0600) and the server's log; made when missing. */
  readonly directory: string;
  /** TCP port on 127.0.0.1; a free one when omitted or 0. */
  readonly port?: number;
  /** Server settings by name, such as `{ fsync: 'off' }` for tests. The default is durable. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connects the superuser to the database `postgres`; holds the password. */
  readonly url: string;
  readonly port: number;
  /** The postmaster's process id. */
  readonly processId: number;
  /** Resolves when the server has ended, whatever ended it; its directory is free again. */
  readonly ended: Promise<void>;
  /** Ends the server with all its rows on the disk. Also resolves when it ended by itself. */
  readonly stop: () => Promise<void>;
}

/** Between finding a free port and listening there, somebody else may take it. */
const FREE_PORT_ATTEMPTS = 5;

/**
 * Starts a PostgreSQL 18 server of our own: UTF-8, data checksums, scram-sha-256, on 127.0.0.1 only.
 *
 * The server outlives neither `stop()` nor an ordinary exit of this process. What a killed process left running
 * is ended, with its rows safe, by the next start on the same directory. Signals are the caller's business.
 *
 * @throws EmbeddedPostgresError
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { settings = {} } = options;
  const claim = claimDirectory(options.directory);
  try {
    const { directory } = claim;
    const cluster = join(directory, CLUSTER);
    const account = await serverAccount(directory, cluster);
    const binaries = await findBinaries(account);
    await endLeftovers(cluster);
    const password = await ensureCluster(directory, binaries, account, settings['fsync'] !== 'off');
    const { postmaster, port } = await onPort(options.port, (port) =>
      startPostmaster(directory, binaries, account, port, settings),
    );
    const ended = releaseAtEnd(postmaster, claim.release);
    return {
      url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
      port,
      processId: postmaster.pid ?? 0,
      ended,
      stop: () => stopPostmaster(postmaster),
    };
  } catch (fault) {
    claim.release();
    if (fault instanceof EmbeddedPostgresError) throw fault;
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `PostgreSQL did not start in ${options.directory} (${faultName(fault)}): check the directory's rights and the disk`,
      { cause: fault },
    );
  }
}

async function onPort(
  wanted: number | undefined,
  start: (port: number) => Promise<ChildProcess>,
): Promise<{ postmaster: ChildProcess; port: number }> {
  if (wanted) return { postmaster: await start(wanted), port: wanted };
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { postmaster: await start(port), port };
    } catch (fault) {
      const isTaken = fault instanceof EmbeddedPostgresError && fault.code === 'PORT_IN_USE';
      if (!isTaken || attempt === FREE_PORT_ATTEMPTS) throw fault;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The directory is free again when the server has ended, whatever ended it. */
function releaseAtEnd(postmaster: ChildProcess, release: () => void): Promise<void> {
  // Not a signal handler: an uncaught exception or process.exit() still ends the server cleanly.
  const endWithProcess = () => {
    postmaster.kill('SIGINT');
    release();
  };
  process.once('exit', endWithProcess);
  return new Promise((resolve) => {
    postmaster.once('exit', () => {
      process.removeListener('exit', endWithProcess);
      release();
      resolve();
    });
  });
}
