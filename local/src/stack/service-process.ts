import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@hostgraph/service';
import { type Launch, nodeArguments, type Program, REPOSITORY } from './program';
import { ServiceLog } from './service-log';

export interface ServiceProcessOptions {
  readonly launch: Launch;
  /** Receives what the service prints. */
  readonly logFile: string;
  /** Called when a service that was ready ends without having been stopped. */
  readonly onLoss: () => void;
}

/** Longer than a slow machine needs to compile, connect and migrate. */
const READY_TIMEOUT_MS = 90_000;
/** Longer than any service gives its requests in flight. */
const STOP_TIMEOUT_MS = 20_000;

/** A service under supervision; `runService` of @hostgraph/service is the other end. */
export class ServiceProcess {
  #child: ChildProcess | undefined;
  #isWanted = false;

  constructor(
    readonly program: Program,
    private readonly options: ServiceProcessOptions,
  ) {}

  /** @throws StartupError, in the service's own words if it had some, when it ends or is not ready in time */
  async start(): Promise<void> {
    const { name } = this.program;
    const log = new ServiceLog(this.options.logFile);
    const child = this.#spawn(log);
    log.close();
    this.#child = child;
    this.#isWanted = true;
    const timeout = new AbortController();
    const failure = await Promise.race([
      ready(child),
      ended(child).then(
        () => log.lastWords(name) ?? `${name}: it ended at once; its log is ${this.options.logFile}`,
      ),
      sleep(READY_TIMEOUT_MS, `${name}: it is not ready after ${READY_TIMEOUT_MS / 1000} seconds`, {
        signal: timeout.signal,
      }),
    ]);
    timeout.abort();
    if (failure !== undefined) {
      this.#isWanted = false;
      child.kill('SIGKILL');
      throw new StartupError(failure);
    }
    child.once('exit', () => {
      if (this.#isWanted) this.options.onLoss();
    });
  }

  /** Lets it finish what it is doing; ends it the hard way when that takes too long. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const end = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await end;
    clearTimeout(impatience);
  }

  #spawn(log: ServiceLog): ChildProcess {
    return spawn(process.execPath, nodeArguments(this.program, this.options.launch), {
      cwd: REPOSITORY,
      env: { ...this.program.environment },
      // A process group of its own: Ctrl-C reaches the supervisor only, which stops the others in order.
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    });
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const ended = (child: ChildProcess): Promise<unknown> => once(child, 'exit');

/** Resolves when the service says that it is ready. */
function ready(child: ChildProcess): Promise<undefined> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      // `node --watch` passes its own messages through the same channel.
      if (message === 'ready') resolve(undefined);
    });
  });
}
