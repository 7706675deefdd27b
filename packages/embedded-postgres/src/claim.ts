import { mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, faultName } from './error';
import { startOf } from './process-table';

/** The right to run the server of one directory. */
export interface Claim {
  /** The directory, without symbolic links. */
  readonly directory: string;
  /** Gives the right back; may be called twice. */
  readonly release: () => void;
}

/**
 * Claims a directory for this process, creating it where it is missing.
 *
 * A claim is a file named after a process and its start, so what a killed owner left is told from a living
 * claim, and removing it can never hit another's. Everybody writes before he looks: of two at the same moment
 * at least one sees the other (both may then be refused, never both admitted). Like PostgreSQL's own lock it
 * sees the processes of one machine, or one container.
 *
 * @throws EmbeddedPostgresError ALREADY_RUNNING, DIRECTORY_NOT_WRITABLE
 */
export function claimDirectory(path: string): Claim {
  const self = claimName(process.pid, startOf(process.pid) ?? '');
  let directory: string;
  try {
    mkdirSync(path, { recursive: true });
    directory = realpathSync(path);
    writeFileSync(join(directory, self), '', { flag: 'wx' });
  } catch (cause) {
    if (isExistingFile(cause, self)) throw alreadyRunning(path, process.pid);
    throw new EmbeddedPostgresError(
      'DIRECTORY_NOT_WRITABLE',
      `Cannot write to ${path} (${faultName(cause)}): make it a directory of the user who runs this, or choose another`,
      { cause },
    );
  }
  const release = () => {
    rmSync(join(directory, self), { force: true });
  };
  for (const name of readdirSync(directory)) {
    const other = /^owner-(\d+)-(.+)$/.exec(name);
    if (!other || name === self) continue;
    const [pid, start] = [Number(other[1]), other[2]];
    if (startOf(pid) === start) {
      release();
      throw alreadyRunning(path, pid);
    }
    rmSync(join(directory, name), { force: true });
  }
  return { directory, release };
}

const claimName = (pid: number, start: string) => `owner-${pid}-${start}`;

function isExistingFile(fault: unknown, name: string): boolean {
  const { code, path } = fault as NodeJS.ErrnoException;
  return code === 'EEXIST' && path?.endsWith(name) === true;
}

function alreadyRunning(path: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'ALREADY_RUNNING',
    `Process ${pid} already runs the database in ${path}: stop it, or choose another directory`,
  );
}
