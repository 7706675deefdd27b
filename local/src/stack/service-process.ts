import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@hostgraph/service';
import { commandOf, type Launch, type Program, REPOSITORY } from './program';
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
  #starting: Promise<void> | undefined;
  #isWanted = false;

  constructor(
    readonly program: Program,
    private readonly options: ServiceProcessOptions,
  ) {}

  /** Whether it was started, with success or not, and not stopped since. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /**
   * Resolves when it is ready, at once if it is already.
   *
   * @throws StartupError, in the service's own words if it had some, when it ends or is not ready in time
   */
  start(): Promise<void> {
    this.#isWanted = true;
    this.#starting ??= this.#startUnlessRunning().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  /** Lets it finish what it is doing; ends it the hard way when that takes too long. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    const child = this.#child;
    if (child && !hasEnded(child)) {
      const end = once(child, 'exit');
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await end;
      clearTimeout(impatience);
    }
    // Whoever started it hears that it ended.
    await this.#starting?.catch(() => undefined);
  }

  async #startUnlessRunning(): Promise<void> {
    if (this.#child && !hasEnded(this.#child)) return;
    const { name } = this.program;
    const log = new ServiceLog(this.options.logFile);
    const child = this.#spawn(log);
    log.close();
    this.#child = child;
    const timeout = new AbortController();
    const failure = await Promise.race([
      ready(child),
      (once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>).then(
        ([code, signal]) =>
          log.lastWords(name) ??
          `${name}: it ended at once with ${signal ?? `status ${code}`} (${log.lastLine}); its log is ${this.options.logFile}`,
      ),
      sleep(READY_TIMEOUT_MS, `${name}: it is not ready after ${READY_TIMEOUT_MS / 1000} seconds`, {
        signal: timeout.signal,
      }),
    ]);
    timeout.abort();
    if (failure !== undefined) {
      child.kill('SIGKILL');
      throw new StartupError(failure);
    }
    child.once('exit', () => {
      if (this.#isWanted) this.options.onLoss();
    });
  }

  #spawn(log: ServiceLog): ChildProcess {
    const { args, env } = commandOf(this.program, this.options.launch);
    return spawn(process.execPath, args, {
      cwd: REPOSITORY,
      env,
      // A process group of its own: Ctrl-C reaches the supervisor only, which stops the others in order.
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    });
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Resolves when the service says that it is ready. */
function ready(child: ChildProcess): Promise<undefined> {
  return new Promise((resolve) => {
    child.once('message', () => {
      resolve(undefined);
    });
  });
}
