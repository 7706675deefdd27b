import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** For `describeWith`: Postfix's master, among others, starts for nobody else. */
export const ROOT = 'root';

/** Where Debian puts programs. Not PATH: on other systems the same names take other files and settings. */
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/lib'];
const REMEDY =
  'on Debian 12 or later, as root: apt-get install --no-install-recommends $(cat e2e/debian-packages.txt)';

/**
 * The path of a server's program, such as `postfix` or, below `/usr/lib`, `dovecot/lmtp`.
 *
 * @throws Error where it is not installed
 */
export function requireProgram(name: string): string {
  const path = find(name);
  if (path === undefined) throw new Error(`${name} is not installed; ${REMEDY}`);
  return path;
}

/**
 * A `describe` that needs servers of Debian. Where one is missing its tests are skipped, and what to install is said;
 * in CI (`CI=true`), where `.ci/run` installs them all, it fails.
 */
export function describeWith(programs: readonly string[], name: string, tests: () => void): void {
  const missing = programs.filter((program) => (program === ROOT ? !isRoot() : find(program) === undefined));
  if (missing.length === 0) {
    describe(name, tests);
    return;
  }
  const message = `“${name}” needs ${missing.join(', ')}; ${REMEDY}`;
  if (process.env['CI'] === 'true') {
    describe(name, () => {
      it('finds its programs', () => {
        throw new Error(message);
      });
    });
    return;
  }
  // Around jest's console, whose stack trace would bury it.
  process.stderr.write(`NOT RUN: ${message}\n`);
  describe.skip(name, tests);
}

function find(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
