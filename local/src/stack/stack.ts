import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@hostgraph/service';
import type { DatabaseUrls } from '../database/database-urls';
import { type LocalDatabase, startLocalDatabase } from '../database/local-database';
import { loadApiKeyPepper } from '../secrets/api-key-pepper';
import { createInternalKeys } from '../secrets/internal-keys';
import type { Ports } from './ports';
import { type Launch, type Program, REPOSITORY } from './program';
import {
  gatewayProgram,
  identityProviderAccounts,
  identityProviderProgram,
  peopleFile,
  type ProgramSettings,
  subgraphProgram,
} from './programs';
import { ServiceLog } from './service-log';
import { ServiceProcess } from './service-process';
import { SUBGRAPHS } from '../subgraphs/subgraphs';
import { runTaskProcess } from './task-process';

export interface StackOptions {
  /** Everything that the installation keeps is in this folder: data, keys, logs. */
  readonly directory: string;
  readonly ports: Ports;
  readonly launch: Launch;
  /** Databases to use instead of the embedded one. */
  readonly databaseUrls: Partial<DatabaseUrls>;
  /** What every program gets, such as PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told, in a line, of every step. */
  readonly report: (line: string) => void;
  /** Called when the database has ended and cannot be started again. */
  readonly onFailure: (error: Error) => void;
}

/** A service that fails is started again after 1, 2, 4, … seconds, at most this many. */
const LONGEST_PAUSE_SECONDS = 30;

/** The whole system on one machine: PostgreSQL, identity provider, subgraphs and gateway, supervised. */
export class Stack {
  readonly #services = new Map<string, ServiceProcess>();
  readonly #tasks = new Set<Promise<unknown>>();
  #database: Promise<LocalDatabase> | undefined;
  #settings: ProgramSettings | undefined;
  readonly #stopping = new AbortController();

  constructor(readonly options: StackOptions) {}

  /** What the programs were started with; known once `start` has resolved. */
  get settings(): ProgramSettings {
    if (!this.#settings) throw new Error('The system has not been started');
    return this.#settings;
  }

  /** @throws StartupError when a part cannot start; `stop` ends the others */
  async start(): Promise<void> {
    const { directory, ports, databaseUrls, environment, report, onFailure } = this.options;
    prepareDirectory(directory);
    report('Starting PostgreSQL …');
    const watch = { report, onFailure };
    this.#database = startLocalDatabase({ databaseUrls, directory, port: ports.postgres, watch });
    const { urls } = await this.#database;
    this.#settings = {
      directory,
      ports,
      databaseUrls: urls,
      internalKeys: await createInternalKeys(),
      apiKeyPepper: loadApiKeyPepper(join(directory, 'api-key-pepper')),
      environment,
    };
    report('Starting the identity provider, five subgraphs and the gateway …');
    await Promise.all(this.#programs(this.#settings).map((program) => this.#startNew(program)));
  }

  /** Starts a service again that `stopService` has stopped. */
  startService(name: string): Promise<void> {
    return this.#service(name).start();
  }

  /** Stops one service; the others go on. */
  stopService(name: string): Promise<void> {
    return this.#service(name).stop();
  }

  /** Starts the services anew that run the sources of a workspace folder; all of them for a package. */
  async restartServicesOf(folder: string): Promise<void> {
    const affected = [...this.#services.values()].filter(
      ({ program, isWanted }) => isWanted && (program.folder === folder || folder.startsWith('packages/')),
    );
    await Promise.all(
      affected.map(async (service) => {
        await service.stop();
        if (!this.#isStopping() && !(await this.#succeeds(service))) await this.#revive(service);
      }),
    );
  }

  /**
   * Runs a program that ends by itself, such as a loader of records; `stop` ends it, too.
   *
   * @throws StartupError, in the program's own words if it had some, when it does not succeed
   */
  async runTask(program: Program): Promise<void> {
    const file = join(this.options.directory, 'logs', `${program.name}-${dirname(program.entry)}.log`);
    const log = new ServiceLog(file);
    const task = runTaskProcess(program, {
      launch: this.options.launch,
      workingDirectory: REPOSITORY,
      stdio: ['ignore', log.descriptor, log.descriptor],
      signal: this.#stopping.signal,
    });
    log.close();
    this.#tasks.add(task);
    const code = await task.finally(() => this.#tasks.delete(task));
    if (code !== 0) {
      throw new StartupError(
        log.lastWords(program.name) ?? `${program.name}: ${program.entry} did not succeed; see ${file}`,
      );
    }
  }

  /** Stops everything, callers before those whom they call. May be called at any time, also while starting. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#services.get('gateway')?.stop();
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await Promise.allSettled(this.#tasks);
    // Whoever waits for `start` hears of a database that did not start.
    const database = await this.#database?.catch(() => undefined);
    await database?.stop();
  }

  #programs(settings: ProgramSettings): Program[] {
    return [
      identityProviderProgram(settings),
      ...SUBGRAPHS.map((name) => subgraphProgram(settings, name)),
      gatewayProgram(settings),
    ];
  }

  async #startNew(program: Program): Promise<void> {
    if (this.#isStopping()) return;
    const { directory, launch, report } = this.options;
    const service = new ServiceProcess(program, {
      launch,
      logFile: join(directory, 'logs', `${program.name}.log`),
      onLoss: () => void this.#revive(service),
    });
    this.#services.set(program.name, service);
    await service.start();
    report(`  ${program.name} is ready`);
  }

  /** Starts a service again that has ended, until it is ready or not wanted any more. */
  async #revive(service: ServiceProcess): Promise<void> {
    const { name } = service.program;
    for (let pause = 1; this.#isMissed(service); pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      this.options.report(`${name} has ended; it is started again in ${pause} s`);
      await sleep(pause * 1000, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (!this.#isMissed(service) || (await this.#succeeds(service))) return;
    }
  }

  async #succeeds(service: ServiceProcess): Promise<boolean> {
    try {
      await service.start();
      this.options.report(`  ${service.program.name} is ready`);
      return true;
    } catch (error) {
      if (this.#isMissed(service)) this.options.report((error as Error).message);
      return false;
    }
  }

  #isMissed(service: ServiceProcess): boolean {
    return service.isWanted && !this.#isStopping();
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #service(name: string): ServiceProcess {
    const service = this.#services.get(name);
    if (!service) throw new Error(`There is no service ${name}`);
    return service;
  }
}

function prepareDirectory(directory: string): void {
  const people = peopleFile(directory);
  try {
    for (const folder of [join(directory, 'logs'), dirname(people)]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    writeFileSync(people, JSON.stringify(identityProviderAccounts()), { mode: 0o600 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new StartupError(
      `cannot write to ${directory} (${code}): set DATA_DIR to a folder that can be written`,
    );
  }
}
