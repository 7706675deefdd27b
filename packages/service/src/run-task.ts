import { StartupError } from './startup-error';

/** Runs a command that does one thing and ends: exit code 1 and one line where the operator can help it. */
export function runTask(name: string, task: () => Promise<void>): void {
  task().catch((error: unknown) => {
    console.error(error instanceof StartupError ? `${name}: ${error.message}` : error);
    process.exitCode = 1;
  });
}
