import { StartupError } from '@hostgraph/service';
import { databaseFailure } from '@hostgraph/subgraph-kit';

/** The code only: the error itself quotes the statement and its parameters, which are people's mail. */
export function toStoreFailure(error: unknown): never {
  const { code, name } = error as NodeJS.ErrnoException;
  throw databaseFailure(error) ?? new StartupError(`the logs could not be stored (${code ?? name})`);
}
