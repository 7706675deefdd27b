import type { DataSource } from 'typeorm';

/** A column, and the values that are meant for it. */
export interface ColumnValues {
  /** With its schema, such as `mail.mailbox`. */
  readonly table: string;
  readonly column: string;
  readonly values: readonly string[];
}

/**
 * The values that a table would refuse, by the CHECK constraints that look at the column alone. They are asked
 * themselves: a row would also need all that other constraints want.
 *
 * @throws when no constraint looks at the column, or a value is none of the column's type
 */
export async function valuesRefused(
  database: DataSource,
  { table, column, values }: ColumnValues,
): Promise<string[]> {
  const checks: { type: string; condition: string }[] = await database.query(
    `SELECT format_type(attribute.atttypid, attribute.atttypmod) AS type,
       pg_get_expr(conbin, conrelid) AS condition
     FROM pg_constraint JOIN pg_attribute AS attribute
       ON attribute.attrelid = conrelid AND attribute.attname = $2 AND conkey = ARRAY[attribute.attnum]
     WHERE contype = 'c' AND conrelid = $1::regclass`,
    [table, column],
  );
  const [check] = checks;
  if (!check) throw new Error(`No constraint of ${table} looks at ${column} alone`);
  const all = checks.map(({ condition }) => `(${condition})`).join(' AND ');
  const refused: { value: string }[] = await database.query(
    `SELECT value FROM (SELECT value, value::${check.type} AS "${column}" FROM unnest($1::text[]) AS value) AS given
     WHERE (${all}) IS FALSE`,
    [values],
  );
  return refused.map(({ value }) => value);
}
