import { createHash } from 'node:crypto';
import { DatabaseError, type QueryResultRow } from 'pg';
import { type DataSource, QueryFailedError } from 'typeorm';
import { poolOf } from './pool-of';

/** Names by statement. There are as many as the program has ways to write one, and never a client's text in them. */
const names = new Map<string, string>();

/**
 * Runs a statement that each connection parses and plans only when it meets it first. TypeORM's own `query` sends it
 * anew each time. For statements of constant text: whatever a client chose must be a parameter.
 */
export async function prepared<Row extends QueryResultRow>(
  database: DataSource,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  database.logger.logQuery(sql, [...parameters]);
  try {
    const { rows } = await poolOf(database).query<Row>({
      name: nameOf(sql),
      text: sql,
      values: [...parameters],
    });
    return rows;
  } catch (error) {
    // As TypeORM throws it, so that faults are told apart in one way.
    throw error instanceof DatabaseError ? new QueryFailedError(sql, [...parameters], error) : error;
  }
}

function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(sql).digest('base64url');
  names.set(sql, name);
  return name;
}
