import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder that belongs to a user of the system, or to a number. */
export async function createOwnedFolder(path: string, owner: string): Promise<string> {
  await mkdir(path, { recursive: true });
  await run('chown', [owner, path]);
  return path;
}
