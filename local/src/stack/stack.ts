import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@hostgraph/service';
import type { DatabaseUrls } from '../database/database-urls';
import { type LocalDatabase, startLocalDatabase } from '../database/local-database';
import { loadApiKeyPepper } from '../secrets/api-key-pepper';
import { createInternalKeys } from '../secrets/internal-keys';
import type { Ports } from './ports';
import type { Launch, Program } from './program';
import {
  gatewayProgram,
  identityProviderAccounts,
  identityProviderProgram,
  peopleFile,
  type ProgramSettings,
  subgraphProgram,
} from './programs';
import { ServiceProcess } from './service-process';
import { SUBGRAPHS } from './subgraphs';

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
}

/** A service that fails is started again after 1, 2, 4, … seconds, at most this many. */
const LONGEST_PAUSE_SECONDS = 30;

/** The whole system on one machine: PostgreSQL, identity provider, subgraphs and gateway, supervised. */
export class Stack {
  readonly #services = new Map<string, ServiceProcess>();
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
    const { directory, ports, databaseUrls, environment, report } = this.options;
    prepareDirectory(directory);
    report('Starting PostgreSQL …');
    this.#database = startLocalDatabase({ databaseUrls, directory, port: ports.postgres });
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

  /** Stops everything, callers before those whom they call. May be called at any time, also while starting. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#services.get('gateway')?.stop();
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
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
      onLoss: () => void this.#restart(service),
    });
    this.#services.set(program.name, service);
    await service.start();
    report(`  ${program.name} is ready`);
  }

  async #restart(service: ServiceProcess): Promise<void> {
    const { report } = this.options;
    for (let pause = 1; !this.#isStopping(); pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      report(`${service.program.name} has ended; it is started again in ${pause} s`);
      try {
        await sleep(pause * 1000, undefined, { signal: this.#stopping.signal });
        await service.start();
        return;
      } catch (error) {
        if (!this.#isStopping()) report(error instanceof Error ? error.message : String(error));
      }
    }
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
