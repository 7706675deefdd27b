import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Account, giveTree } from './account';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError, faultName } from './error';

export const SUPERUSER = 'postgres';

/** Where things lie in the directory: the data, the superuser's password, the server's log. */
export const CLUSTER = 'cluster';
const PASSWORD = 'superuser-password';
const UNFINISHED = 'initdb-';

/** A server needs no more of the environment, which may hold the caller's secrets. */
export const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/**
 * How the binaries name the data directory, which is their working directory.
 *
 * Node enters the working directory before it drops root's rights, and Linux follows /proc/self/cwd without a
 * look at the directories above it. So an account that may not pass them, as `nobody` may not pass /root,
 * still serves the data where they are.
 */
export function dataDirectoryArgument(cluster: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/**
 * Makes the database cluster of a directory at the first start, and returns its superuser's password.
 *
 * initdb works in a directory of its own name, renamed when all is written: one that was killed half-way is
 * swept away by the next start, even if it should still be writing.
 *
 * @param isDurable whether to wait until the new cluster is on the disk
 * @throws EmbeddedPostgresError INIT_FAILED
 */
export async function ensureCluster(
  directory: string,
  binaries: Binaries,
  account: Account | undefined,
  isDurable: boolean,
): Promise<string> {
  try {
    for (const name of await readdir(directory)) {
      if (name.startsWith(UNFINISHED)) await removeTree(join(directory, name));
    }
    const cluster = join(directory, CLUSTER);
    if (!existsSync(cluster)) return await createCluster(directory, binaries, account, isDurable);
    if (account && (await stat(cluster)).uid !== account.uid) await giveTree(cluster, account);
    return await readFile(join(directory, PASSWORD), 'utf8');
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause;
    const isPasswordLost = faultName(cause) === 'ENOENT' && existsSync(join(directory, CLUSTER));
    throw new EmbeddedPostgresError(
      'INIT_FAILED',
      isPasswordLost
        ? `${join(directory, PASSWORD)} is missing: restore it from a backup, or remove ${directory} to begin anew`
        : `Cannot prepare the database in ${directory} (${faultName(cause)}): check the disk and the directory's rights`,
      { cause },
    );
  }
}

async function createCluster(
  directory: string,
  binaries: Binaries,
  account: Account | undefined,
  isDurable: boolean,
): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await writeSecret(join(directory, PASSWORD), password);
  const unfinished = await mkdtemp(join(directory, UNFINISHED));
  if (account) await chown(unfinished, account.uid, account.gid);
  await runInitdb(unfinished, binaries, account, isDurable, password);
  await rename(unfinished, join(directory, CLUSTER));
  await syncDirectory(directory);
  return password;
}

async function runInitdb(
  cluster: string,
  binaries: Binaries,
  account: Account | undefined,
  isDurable: boolean,
  password: string,
): Promise<void> {
  const passwordFile = await openNamelessSecret(`${cluster}.password`, password, account);
  try {
    const options = [
      `--pgdata=${dataDirectoryArgument(cluster, account)}`,
      `--username=${SUPERUSER}`,
      '--auth=scram-sha-256',
      '--pwfile=/dev/stdin',
      '--encoding=UTF8',
      // Sorting and letter case from PostgreSQL itself: an upgrade of the system's C library changes no index.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      // pg_trgm still asks the C library what a letter is, and C knows ASCII only.
      `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
      '--data-checksums',
      ...(isDurable ? [] : ['--no-sync']),
    ];
    const initdb = spawn(binaries.initdb, options, {
      ...account,
      cwd: cluster,
      env: ENVIRONMENT,
      stdio: [passwordFile.fd, 'ignore', 'pipe'],
    });
    const exitCode = new Promise<number | null>((resolve, reject) => {
      initdb.once('error', reject).once('close', resolve);
    });
    const [complaint, code] = await Promise.all([initdb.stderr ? text(initdb.stderr) : '', exitCode]);
    if (code === 0) return;
    throw new EmbeddedPostgresError(
      'INIT_FAILED',
      `initdb failed in ${cluster} (${firstFault(complaint)}): check the disk space and try again`,
    );
  } finally {
    await passwordFile.close();
  }
}

/** The first error that a PostgreSQL program reported, or else what it said first. */
export function firstFault(output: string): string {
  return /(?:FATAL|PANIC|error|ERROR): +(.+)/.exec(output)?.[1] ?? output.trim().split('\n')[0] ?? '';
}

async function writeSecret(path: string, secret: string): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(secret);
  await file.sync();
  await file.close();
}

/** An open file without a name, so that no crash leaves a second copy of the secret. */
async function openNamelessSecret(path: string, secret: string, account: Account | undefined) {
  await writeSecret(path, secret);
  if (account) await chown(path, account.uid, account.gid);
  const file = await open(path, 'r');
  await rm(path);
  return file;
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
