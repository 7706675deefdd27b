import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '@hostgraph/embedded-postgres';
import { StartupError } from '@hostgraph/service';

export interface ServerWatch {
  /** Told, in a line, what becomes of the server. */
  readonly report: (line: string) => void;
  /** Called when it has ended by itself and cannot be started again. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Starts the embedded PostgreSQL, and starts it again on the same port whenever it ends by itself. What it had committed
 * is there again, and so are its roles: whoever was connected connects anew.
 *
 * @param watch without it a server that ends is left so
 * @throws EmbeddedPostgresError
 */
export async function startKeptServer(
  options: EmbeddedPostgresOptions,
  watch: ServerWatch | undefined,
): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  let server = await startEmbeddedPostgres(options);
  const { url, port } = server;
  let isWanted = true;
  let reviving = Promise.resolve();

  async function revive({ report, onFailure }: ServerWatch): Promise<void> {
    report('PostgreSQL has ended; it is started again');
    try {
      server = await startEmbeddedPostgres({ ...options, port });
      report('  PostgreSQL is ready');
      keep();
    } catch (error) {
      if (isWanted) onFailure(failureOf(error));
    }
  }

  function keep(): void {
    void server.ended.then(() => {
      if (isWanted && watch) reviving = revive(watch);
    });
  }

  keep();
  return {
    url,
    async stop() {
      isWanted = false;
      await reviving;
      await server.stop();
    },
  };
}

/** What an operator is told of a server that cannot be started. */
export const failureOf = (error: unknown): Error =>
  error instanceof EmbeddedPostgresError
    ? new StartupError(`postgres: ${error.message}`, { cause: error })
    : (error as Error);
