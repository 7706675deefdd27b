import { isConnectionError } from '@hostgraph/service';

/** What `pg` throws, without a code, when a connection ends under a query or none comes free in time. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * Whether an error says that PostgreSQL cannot be reached, rather than that a statement is wrong:
 * SQLSTATE classes 08 (connection exception), 53 (insufficient resources) and 57P (operator intervention);
 * PostgreSQL documentation, appendix A.
 */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return isConnectionError(error) || /^(08|53|57P)/.test(code) || LOST_CONNECTION.test(error.message);
}

/** Whether a connection did not come about in time; pg tells of it by its words alone. */
export const isConnectTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Connection terminated due to connection timeout';
