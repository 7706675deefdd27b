/** Unpacks the Chromium of the npm package into TMPDIR and prints where it and its libraries are. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin');
const executablePath = await chromium.executablePath();
// NSS and its friends, which a machine without a desktop lacks.
const libraries = await inflate(join(archives, 'al2023.tar.br'));
console.log(
  JSON.stringify({
    executablePath,
    environment: {
      LD_LIBRARY_PATH: join(libraries, 'lib'),
      FONTCONFIG_PATH: join(dirname(executablePath), 'fonts'),
    },
  }),
);
