import * as postgres from 'pg';
import {
  DataSource,
  type DataSourceOptions,
  type Logger as SqlLogger,
  type MigrationInterface,
} from 'typeorm';
import { FairPool } from './fair-pool';

export interface DatabaseOptions {
  /** PostgreSQL connection string of the subgraph's own role. */
  readonly url: string;
  /** The subgraph's own schema; everything it stores lives there. */
  readonly schema: string;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** PostgreSQL's settings for each connection, by name; values are words or numbers. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** Connections that this process holds at most. */
  readonly poolSize: number;
  /** Whether nobody waits for an answer, as of a command or a migration, and a statement may take any time. */
  readonly isUnhurried?: boolean | undefined;
  /** Sees every statement; tests count with it. */
  readonly sqlLogger?: SqlLogger | undefined;
}

/** The gateway waits no longer for an answer (`SUBGRAPH_TIMEOUT_MS`). Jobs set their own, in their transactions. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Times are read and written in UTC. Statements are not compiled: the planner takes a list of parameters for 100
 * rows, so a page of 0.2 ms looks more costly than `jit_above_cost` and would wait far longer for its compilation
 * (PostgreSQL documentation, "When to JIT?").
 */
const SETTINGS = '-c timezone=UTC -c jit=off';

/** The one place where a subgraph's database is configured. Nothing is connected yet. */
export function createDataSource(options: DatabaseOptions): DataSource {
  const {
    url,
    schema,
    entities,
    migrations,
    settings = {},
    poolSize,
    isUnhurried = false,
    sqlLogger,
  } = options;
  const own = Object.entries(settings).map(([name, value]) => ` -c ${name}=${value}`);
  return new DataSource({
    type: 'postgres',
    driver: { ...postgres, Pool: FairPool },
    url,
    schema,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: `hostgraph-${schema}`,
    ...(sqlLogger ? { logger: sqlLogger, logging: ['query'] } : { logging: false }),
    extra: {
      statement_timeout: isUnhurried ? 0 : STATEMENT_TIMEOUT_MS,
      options: `-c search_path=${schema} ${SETTINGS}${own.join('')}`,
    },
  } satisfies DataSourceOptions);
}
