import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setting } from './settings';
import { eventually, say } from './steps';

const run = promisify(execFile);
/** Has no health, as it stands in for something that is not ours. */
const OTHERS = ['identity'];

/** Whether every container that runs is asked for its health, and has it. */
export async function expectHealthy(): Promise<void> {
  const project = setting('PROJECT');
  const { stdout } = await run('podman', [
    ...['ps', '--filter', `label=com.docker.compose.project=${project}`, '--format', '{{.Names}}'],
  ]);
  const names = stdout.trim().split('\n');
  for (const name of names.filter((each) => !OTHERS.some((other) => each === `${project}_${other}_1`))) {
    await eventually(`${name} is healthy`, async () => {
      const { stdout: health } = await run('podman', [
        ...['inspect', name, '--format', '{{.State.Health.Status}}'],
      ]);
      return health.trim() === 'healthy';
    });
  }
  say(`${names.length - OTHERS.length} containers`);
}
