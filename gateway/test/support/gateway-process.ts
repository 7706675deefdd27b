import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface GatewayProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it logged so far, one JSON line each. */
  readonly log: string[];
  /** Resolves when a line of the log contains the text. */
  logged(text: string): Promise<void>;
  stop(): Promise<void>;
}

const PACKAGE = join(__dirname, '../..');
const ARGUMENTS = ['--conditions=source', '-r', '@swc-node/register', 'src/main.ts'];

/** Starts the real process: its planner is an ES module with native code, which jest cannot load. */
export async function startGatewayProcess(environment: Record<string, string>): Promise<GatewayProcess> {
  const child = spawnGateway(environment);
  const log: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    log.push(line);
    waiting.forEach((check) => {
      check();
    });
  });
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const logged = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!log.some((line) => line.includes(text))) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
      child.once('exit', () => {
        reject(new Error(`The gateway ended before it logged "${text}": ${stderr}`));
      });
    });
  await logged('"msg":"ready"');
  const { url } = JSON.parse(log.find((line) => line.includes('"msg":"ready"'))!) as { url: string };
  return {
    url,
    child,
    log,
    logged,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Runs it until it ends by itself. */
export async function runGatewayProcess(environment: Record<string, string>) {
  const child = spawnGateway(environment);
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, stderr };
}

function spawnGateway(environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ARGUMENTS, {
    cwd: PACKAGE,
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}
