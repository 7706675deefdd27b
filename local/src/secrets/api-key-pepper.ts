import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The pepper of this installation's API keys, made when it is first asked for. It has to stay the same: with
 * another one, no key that was issued before is recognised.
 */
export function loadApiKeyPepper(file: string): string {
  try {
    // `wx` fails when the file exists: of two starts at once, one makes it and both read the same.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
