import { execFileSync } from 'node:child_process';
import { chown, lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './error';

/** The system account that the server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom the server must run as: `undefined` for an ordinary user, who runs it himself.
 *
 * PostgreSQL refuses to run as root. A cluster or directory that belongs to an ordinary user stays his, so that
 * one run with sudo does not lock him out; everything else runs as `nobody`.
 */
export async function serverAccount(directory: string, cluster: string): Promise<Account | undefined> {
  if (process.geteuid?.() !== 0) return undefined;
  for (const path of [cluster, directory]) {
    const owner = await stat(path).catch(() => undefined);
    if (owner && owner.uid !== 0 && hasName(owner.uid)) return { uid: owner.uid, gid: owner.gid };
  }
  return nobody();
}

/** initdb refuses a user without a name, such as the owner of a directory mounted into a container. */
function hasName(uid: number): boolean {
  try {
    return id('-un', String(uid)) !== '';
  } catch {
    return false;
  }
}

function nobody(): Account {
  try {
    return { uid: Number(id('-u', 'nobody')), gid: Number(id('-g', 'nobody')) };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'START_FAILED',
      'PostgreSQL refuses to run as root and this system has no user "nobody": run as an ordinary user',
      { cause },
    );
  }
}

/** The system's own answer, whatever keeps its users. */
function id(flag: string, user: string): string {
  return execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

/** Gives a tree to an account, as after a copy or a restore that root made. Symbolic links are not followed. */
export async function giveTree(root: string, { uid, gid }: Account): Promise<void> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(root, uid, gid);
}
