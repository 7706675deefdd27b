import { posix } from 'node:path';

const MAX_LENGTH = 500;
/**
 * Names that no program on the way takes for something else: ProFTPD reads `%u` and `~` in directories, and patterns;
 * control characters forge lines of its logs.
 */
const NAME = /^[\p{L}\p{M}\p{N}._+@ -]{1,255}$/u;

/**
 * Brings a directory within a site into the one form that is stored: absolute and without empty or `.` segments.
 *
 * What it says is checked here. That no link on the disk leads out of the site can be checked only where the disk is,
 * at each sign-in: `AllowChrootSymlinks off` in deploy/proftpd.
 *
 * @returns undefined where it climbs with `..`, even if it came back, or has other characters than names should have
 */
export function normaliseHomeDirectory(text: string): string | undefined {
  const composed = text.normalize('NFC');
  const segments = composed.split('/').filter((segment) => segment !== '');
  const isPlain = segments.every((segment) => segment !== '..' && NAME.test(segment));
  if (composed.length > MAX_LENGTH || !isPlain) return undefined;
  const path = posix.normalize(`/${composed}`);
  return path === '/' ? path : path.replace(/\/$/, '');
}
