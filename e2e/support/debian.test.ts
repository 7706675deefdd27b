import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from './debian';

const REPOSITORY = join(__dirname, '../..');
const args = [
  join(REPOSITORY, 'node_modules/jest/bin/jest.js'),
  '--testMatch',
  '**/e2e/support/absent-server.fixture.ts',
  '--maxWorkers',
  '1',
];

function run(environment: Record<string, string>): Promise<{ stderr: string }> {
  return promisify(execFile)(process.execPath, args, {
    cwd: REPOSITORY,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
  });
}

it('finds programs, and says what to install where there is none', () => {
  expect(requireProgram('env')).toBe('/usr/bin/env');
  expect(() => requireProgram('a-server-that-does-not-exist')).toThrow(/apt-get install .*debian-packages/);
});

it('a missing server skips its tests and says so', async () => {
  const { stderr } = await run({});
  expect(stderr).toMatch(/NOT RUN: “absent server” needs a-server-that-does-not-exist; .*apt-get install/);
  expect(stderr).toMatch(/Tests: +1 skipped, 1 total/);
});

it('a missing server fails in CI', async () => {
  await expect(run({ CI: 'true' })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('needs a-server-that-does-not-exist') as string,
  });
});
