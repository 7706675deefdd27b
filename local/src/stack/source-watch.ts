import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './program';

/** An editor or a change of branch writes several files; they count as one change. */
const SETTLING_MS = 200;

/**
 * Tells of changed sources, until the process ends.
 *
 * `node --watch` would wrap each service in one more process, which outlives a supervisor that was killed, and
 * does not tell that a service could not start.
 *
 * @param onChange receives the workspace folder, such as `subgraphs/mail`
 */
export function watchSources(onChange: (folder: string) => void): void {
  const workspaces = ['packages', 'subgraphs'].flatMap((parent) =>
    readdirSync(join(REPOSITORY, parent)).map((name) => `${parent}/${name}`),
  );
  for (const folder of [...workspaces, 'gateway']) {
    const sources = join(REPOSITORY, folder, 'src');
    if (existsSync(sources)) {
      watchFolder(sources, () => {
        onChange(folder);
      });
    }
  }
}

function watchFolder(path: string, onChange: () => void): void {
  let settling: NodeJS.Timeout | undefined;
  watch(path, { recursive: true }, (_event, file) => {
    if (file?.endsWith('.test.ts')) return;
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLING_MS);
  });
}
