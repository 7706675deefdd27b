import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RunningServer } from '../support/servers/running-server';

const MAIN = join(__dirname, '../../subgraphs/logs/src/ingest/main.ts');

/** `logs:ingest --follow`, as it runs in production, from the sources. */
export async function startFollower(databaseUrl: string, files: readonly string[]): Promise<RunningServer> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', MAIN, '--follow', '--time-zone', timeZone, ...files],
    {
      env: { PATH: process.env['PATH'] ?? '', LOGS_DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  await once(child, 'message');
  const exit = once(child, 'exit');
  return {
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
