/** Unpacks the Chromium of the npm package into TMPDIR and prints where it and its libraries are. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin');
const executablePath = await chromium.executablePath();
// NSS and its friends, which a machine without a desktop lacks.
const libraries = await inflate(join(archives, 'al2023.tar.br'));
const folder = dirname(executablePath);
// The package's own configuration names fixed places that this unpacking does not use.
const fontConfiguration = join(folder, 'fonts.conf');
writeFileSync(
  fontConfiguration,
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`,
);
console.log(
  JSON.stringify({
    executablePath,
    environment: { LD_LIBRARY_PATH: join(libraries, 'lib'), FONTCONFIG_FILE: fontConfiguration },
  }),
);
