import {
  DataSource,
  type DataSourceOptions,
  type Logger as SqlLogger,
  type MigrationInterface,
} from 'typeorm';

export interface DatabaseOptions {
  /** PostgreSQL connection string of the subgraph's own role. */
  readonly url: string;
  /** The subgraph's own schema; everything it stores lives there. */
  readonly schema: string;
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Connections that this process holds at most. */
  readonly poolSize: number;
  /** Sees every statement; tests count with it. */
  readonly sqlLogger?: SqlLogger | undefined;
}

/** A statement that runs longer than any answer is waited for only wastes the server's time. */
const STATEMENT_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** The one place where a subgraph's database is configured. Nothing is connected yet. */
export function createDataSource(options: DatabaseOptions): DataSource {
  const { url, schema, entities, migrations, poolSize, sqlLogger } = options;
  return new DataSource({
    type: 'postgres',
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
    extra: { statement_timeout: STATEMENT_TIMEOUT_MS, options: `-c search_path=${schema} -c timezone=UTC` },
  } satisfies DataSourceOptions);
}
