import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { commandOf, type Launch, type Program } from './program';

export interface TaskOptions {
  readonly launch: Launch;
  readonly workingDirectory: string;
  readonly stdio: StdioOptions;
  /** Ends it when aborted. */
  readonly signal: AbortSignal;
}

/**
 * Runs a program that ends by itself; `runTask` of @hostgraph/service is the other end.
 *
 * @returns its exit code; 1 when a signal ended it
 */
export async function runTaskProcess(program: Program, options: TaskOptions): Promise<number> {
  const { launch, workingDirectory, stdio, signal } = options;
  if (signal.aborted) return 1;
  const { args, env } = commandOf(program, launch);
  const child = spawn(process.execPath, args, { cwd: workingDirectory, env, stdio });
  // Not by the option of `spawn`, which does not wait until it has ended.
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
