import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

interface Unpacked {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where Chromium is unpacked once; not the common folder for temporary files, where others could put theirs. */
const CACHE = join(__dirname, '../../node_modules/.cache/chromium');

/** A headless Chromium: from npm where that has one for this machine, else the Chrome that is installed. */
export async function launchBrowser(): Promise<Browser> {
  const isPackaged = process.platform === 'linux' && process.arch === 'x64';
  return chromium.launch(isPackaged ? await packaged() : { channel: 'chrome' });
}

async function packaged(): Promise<LaunchOptions> {
  await mkdir(CACHE, { recursive: true });
  // In a process of its own: the package is an ES module, which jest does not load.
  const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'chromium.mjs')], {
    env: { ...process.env, TMPDIR: CACHE },
  });
  const { executablePath, environment } = JSON.parse(stdout) as Unpacked;
  return { executablePath, env: { ...process.env, ...environment } };
}
