import { StartupError } from '@hostgraph/service';
import { isConnectTimeout } from './connection-failure';

/** Codes of PostgreSQL (appendix A of its manual) and of Node that a wrong connection string causes. */
const REASONS: Readonly<Record<string, string>> = {
  '28P01': 'the database refused the password of the connection string',
  '28000': 'the database refused the role of the connection string',
  '3D000': 'the database named in the connection string does not exist',
  '42501': 'the role of the connection string may not do that in the database',
  '57P03': 'the database is starting up or shutting down',
  ECONNREFUSED: 'no database answers at the address of the connection string',
  ENOTFOUND: 'the host of the connection string is not known',
  EAI_AGAIN: 'the host of the connection string cannot be looked up now',
  ETIMEDOUT: 'the database does not answer',
};

/**
 * What to tell the operator about a database that cannot be used. The error's own text is not repeated: it may
 * quote the connection string.
 *
 * @returns undefined when the reason is not one that an operator can remove
 */
export function databaseFailure(error: unknown): StartupError | undefined {
  const code = isConnectTimeout(error) ? 'ETIMEDOUT' : (error as NodeJS.ErrnoException).code;
  const reason = REASONS[code ?? ''];
  return reason === undefined ? undefined : new StartupError(reason);
}
