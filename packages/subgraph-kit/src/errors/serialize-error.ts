import { DatabaseError } from 'pg';
import pino from 'pino';
import { QueryFailedError } from 'typeorm';

/**
 * An error as a log may hold it. Errors of the database quote the values of a statement in their message, detail
 * and parameters, and those are people's addresses; what is left tells which statement failed, and why.
 */
export function serializeError(error: unknown): unknown {
  const isQueryFailure = error instanceof QueryFailedError;
  const fault: unknown = isQueryFailure ? error.driverError : error;
  if (!isQueryFailure && !(fault instanceof DatabaseError)) return pino.stdSerializers.err(error as Error);
  const { code, schema, table, column, constraint } = fault as Partial<DatabaseError>;
  return {
    type: 'DatabaseError',
    code,
    schema,
    table,
    column,
    constraint,
    // Placeholders stand in it for the values.
    ...(isQueryFailure && { query: error.query }),
    stack: (error as Error).stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .join('\n'),
  };
}
