import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Demo } from '@hostgraph/local';
import { descendants, type ProcessInfo, until } from './processes';

export const REPOSITORY = join(__dirname, '../..');

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly arguments?: readonly string[];
  readonly workingDirectory?: string;
  /** The account it runs as, where that is not our own. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** A program of this repository, run from its sources as a process of its own, in a process group of its own. */
export class RunningProgram {
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The program was not started');
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits until it has printed something. */
  async hasSaid(text: string): Promise<void> {
    await until(() => this.stdout.includes(text) || this.hasEnded, `it says ${text}`);
    if (!this.stdout.includes(text)) throw new Error(`It ended before it said ${text}: ${this.stderr}`);
  }

  /** Sends a signal to its whole process group, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }

  /** Its processes and theirs, by what their command line holds. */
  processes(commandPart = ''): ProcessInfo[] {
    return descendants(this.pid).filter(({ command }) => command.includes(commandPart));
  }

  process(commandPart: string): ProcessInfo {
    const [found] = this.processes(commandPart);
    if (!found) throw new Error(`There is no process ${commandPart}`);
    return found;
  }
}

const running: RunningProgram[] = [];
const scratch: string[] = [];

export function scratchDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'hostgraph-local-test-'));
  scratch.push(path);
  return path;
}

/** @param entry relative to the repository, such as `local/src/main.ts` */
export function runProgram(entry: string, environment: Environment, options: ProgramOptions = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const compiler = join(REPOSITORY, 'node_modules/@swc-node/register');
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', compiler, join(REPOSITORY, entry), ...(options.arguments ?? [])],
    {
      ...options.account,
      cwd: options.workingDirectory ?? REPOSITORY,
      env: { PATH, HOME, SWC_NODE_PROJECT: join(REPOSITORY, 'tsconfig.json'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  const program = new RunningProgram(child);
  running.push(program);
  return program;
}

/** `npm start`, but from the sources. */
export const startHostgraph = (environment: Environment, ...args: string[]) =>
  runProgram('local/src/main.ts', environment, { arguments: args });

export const READY = 'Ctrl-C stops it';

export const readDemo = (directory: string): Demo =>
  JSON.parse(readFileSync(join(directory, 'demo.json'), 'utf8')) as Demo;

/** Asks the gateway; undefined while it cannot be reached. */
export async function ask(demo: Demo, credential: string, query: string, variables = {}) {
  const response = await fetch(demo.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
    body: JSON.stringify({ query, variables }),
  }).catch(() => undefined);
  if (!response) return undefined;
  // Without what it cost, which is said beside every answer.
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown[] };
  return { ...(data !== undefined && { data }), ...(errors !== undefined && { errors }) };
}

/** Ends what a test left running, which a passing test does not, and removes what it wrote. */
export async function cleanUp(): Promise<void> {
  for (const program of running.splice(0)) {
    if (program.hasEnded) continue;
    program.child.kill('SIGTERM');
    await program.ended;
  }
  for (const path of scratch.splice(0)) rmSync(path, { recursive: true, force: true, maxRetries: 20 });
}
