import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';

const WATCH_INTERVAL_MS = 500;

/**
 * Calls `onChange` with a file's new text. It looks at the file from time to time, because change
 * notifications miss files that are replaced by renaming, and mounted ConfigMaps, which are symbolic links.
 *
 * @returns stops watching
 */
export function watchTextFile(
  path: string,
  onChange: (text: string) => Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  const listener = () => {
    readFile(path, 'utf8').then(onChange).catch(onError);
  };
  watchFile(path, { interval: WATCH_INTERVAL_MS, persistent: false }, listener);
  return () => {
    unwatchFile(path, listener);
  };
}
