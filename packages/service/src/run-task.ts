import { endOnFailure } from './end-on-failure';

/** Runs a command that does one thing and ends: exit code 1 and one line where it fails, and none of the data. */
export function runTask(name: string, task: () => Promise<void>): void {
  const fail = endOnFailure(name);
  task().catch(fail);
}
