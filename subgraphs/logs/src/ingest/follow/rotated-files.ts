import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface RotatedFile {
  readonly path: string;
  readonly modifiedAt: Date;
  readonly isCompressed: boolean;
}

/** logrotate's names: a number or, with `dateext`, a date. */
const SUFFIX = /^[.-]\d[\d-]*(\.(?:gz|bz2|xz|zst))?$/;

/** The earlier files of a log beside it, oldest first. */
export async function rotatedFiles(path: string): Promise<RotatedFile[]> {
  const base = basename(path);
  const found: RotatedFile[] = [];
  for (const name of await readdir(dirname(path))) {
    const suffix = name.startsWith(base) ? SUFFIX.exec(name.slice(base.length)) : null;
    if (suffix === null) continue;
    const file = join(dirname(path), name);
    // It may have been compressed or deleted since the folder was read.
    // In whole milliseconds, as an open file tells it: a plain `stat` rounds.
    const status = await stat(file, { bigint: true }).catch(() => undefined);
    if (status?.isFile() === true)
      found.push({ path: file, modifiedAt: status.mtime, isCompressed: suffix[1] !== undefined });
  }
  return found.sort((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime());
}
