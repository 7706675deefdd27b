import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PLACEHOLDER = /@([A-Z_]+)@/g;

/** Copies the files of a folder and puts values where they say `@NAME@`. */
export async function renderConfig(
  from: string,
  to: string,
  values: Readonly<Record<string, string | number>>,
): Promise<void> {
  for (const file of await filesOf(from)) {
    const target = join(to, file);
    await mkdir(dirname(target), { recursive: true });
    const text = await readFile(join(from, file), 'utf8');
    await writeFile(
      target,
      text.replace(PLACEHOLDER, (_, name: string) => String(required(values, name))),
    );
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function required(values: Readonly<Record<string, string | number>>, name: string): string | number {
  const value = values[name];
  if (value === undefined) throw new Error(`no value for @${name}@`);
  return value;
}
