import { describeFailure } from './describe-failure';

/** Runs a command that does one thing and ends: exit code 1 and one line where the operator can help it, and none of the data. */
export function runTask(name: string, task: () => Promise<void>): void {
  task().catch((error: unknown) => {
    console.error(describeFailure(name, error));
    process.exitCode = 1;
  });
}
