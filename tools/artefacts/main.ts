/** Writes every file that is generated from code: `npm run generate`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeArtefacts } from './artefacts';

async function main(): Promise<void> {
  for (const [file, content] of await makeArtefacts()) {
    const path = join(__dirname, '../..', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
