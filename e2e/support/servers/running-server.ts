import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { requireProgram } from '../debian';

export interface RunningServer {
  stop(): Promise<void>;
}

export interface ServerProgram {
  /** As Debian names it, see `requireProgram`. */
  readonly program: string;
  /** Such that it stays in the foreground. */
  readonly args: readonly string[];
  /** Of the program; that of this process when left out. */
  readonly environment?: Readonly<Record<string, string>>;
  /** It is ready when it listens on these. */
  readonly ports: readonly number[];
}

const POLL_MS = 50;

/** Runs a server until it is stopped. @throws Error in its own words if it ends before it is ready */
export async function startServer({
  program,
  args,
  environment,
  ports,
}: ServerProgram): Promise<RunningServer> {
  const child = spawn(requireProgram(program), args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4000)));
  const exit = once(child, 'exit');
  const ended = exit.then(() => true);
  for (const port of ports) {
    while (!(await isListening(port))) {
      if (await Promise.race([ended, setTimeout(POLL_MS, false)]))
        throw new Error(`${program} has ended: ${words}`);
    }
  }
  return {
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
