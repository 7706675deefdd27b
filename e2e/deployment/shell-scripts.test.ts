import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, requireProgram } from '../support/debian';
import { REPOSITORY } from './compose-file';

const run = promisify(execFile);

describeWith(['shellcheck'], 'shell scripts', () => {
  it('have nothing that shellcheck objects to', async () => {
    const scripts = await shellScripts();
    expect(scripts).toEqual(expect.arrayContaining(['.ci/run', 'deploy/compose/postfix.sh']));
    const { stdout } = await run(
      requireProgram('shellcheck'),
      ['--external-sources', '--format=gcc', ...scripts],
      {
        cwd: REPOSITORY,
      },
    ).catch((error: unknown) => error as { stdout: string });
    expect(stdout).toBe('');
  });
});

/** Those of the repository, whatever their names: their first line says what they are. */
async function shellScripts(): Promise<string[]> {
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
  });
  const files = stdout.trimEnd().split('\n');
  const isScript = await Promise.all(
    files.map(async (file) =>
      /^#(!.*\b(ba)?sh| shellcheck shell=\w+)\n/.test(await beginning(join(REPOSITORY, file))),
    ),
  );
  return files.filter((_, i) => isScript[i]);
}

async function beginning(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await handle.close();
  }
}
