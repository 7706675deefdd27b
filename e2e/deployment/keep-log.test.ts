import { type ChildProcess, spawn } from 'node:child_process';
import { appendFile, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, ROOT } from '../support/debian';
import { eventually } from '../support/eventually';
import { REPOSITORY } from './compose-file';

const SCRIPT = join(REPOSITORY, 'deploy/compose/keep-log.sh');
const FULL = 64 * 1024 * 1024;

describeWith([ROOT], 'keeping a log', () => {
  let folder: string;
  let child: ChildProcess;
  let shown = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostgraph-keep-log-'));
    child = spawn(SCRIPT, [at('mail.log'), 'touch', at('reopened')], {
      env: { PATH: process.env['PATH'], LOG_CHECK_SECONDS: '0.2' },
      // So that what it leaves behind can be ended.
      detached: true,
    });
    child.stderr?.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    await eventually(names, (found) => found.includes('mail.log'));
  });
  afterEach(async () => {
    process.kill(-child.pid!, 'SIGKILL');
    await rm(folder, { recursive: true });
  });

  const at = (name: string): string => join(folder, name);
  const names = (): Promise<string[]> => readdir(folder);

  it('begins one that logs:ingest can read, and shows what comes', async () => {
    const { mode, gid } = await stat(at('mail.log'));
    expect([(mode & 0o777).toString(8), gid]).toEqual(['640', 1000]);
    await eventually(
      async () => {
        await appendFile(at('mail.log'), 'a line\n');
        return shown;
      },
      (text) => text.includes('a line\n'),
    );
  });

  it('begins a new one where it is full, tells the server, and keeps seven old ones', async () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) await writeFile(at(`mail.log.${number}`), `${number}`);
    await truncate(at('mail.log'), FULL);
    await eventually(names, (found) => found.includes('reopened'));
    expect((await names()).sort()).toEqual(
      ['mail.log', 'reopened', ...[1, 2, 3, 4, 5, 6, 7].map((number) => `mail.log.${number}`)].sort(),
    );
    expect([(await stat(at('mail.log.1'))).size, (await stat(at('mail.log'))).size]).toEqual([FULL, 0]);
    expect((await stat(at('mail.log'))).gid).toBe(1000);
  });
});
