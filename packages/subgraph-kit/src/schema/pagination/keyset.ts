import type { ObjectLiteral, Repository } from 'typeorm';
import { hydrate } from '../../database/hydrate';
import type { Connection } from './connection-type';
import { decodeCursor, encodeCursor, type KeysetType } from './cursor';
import { PageInfo } from './page-info';

/** The columns that order a list, all in one direction; together they are unique. */
export interface Keyset {
  readonly columns: Readonly<Record<string, KeysetType>>;
  readonly direction: 'ASC' | 'DESC';
}

/** Which page of a list. */
export interface Page {
  readonly first: number;
  /** The cursor that it follows; null for the first page. */
  readonly after: string | null;
}

/** Adds a value to a statement and answers its placeholder. */
export type AddParameter = (value: unknown) => string;

/** What stands behind ORDER BY; `table` is the alias that has the keyset's columns. */
export function keysetOrder({ columns, direction }: Keyset, table: string): string {
  return Object.keys(columns)
    .map((column) => `${table}."${column}" ${direction}`)
    .join(', ');
}

/**
 * The values of a cursor by column.
 *
 * @throws BAD_USER_INPUT when the cursor is not one of this keyset
 */
export function keysetValues(
  { columns }: Pick<Keyset, 'columns'>,
  cursor: string,
): Readonly<Record<string, string>> {
  const values = decodeCursor(cursor, Object.values(columns));
  return Object.fromEntries(Object.keys(columns).map((column, index) => [column, values[index] ?? '']));
}

/**
 * A condition that holds for the rows behind a cursor. The row comparison seeks to the cursor in the index, so
 * depth costs nothing (use-the-index-luke.com, "We need tool support for keyset pagination").
 *
 * @throws BAD_USER_INPUT when the cursor is not one of this keyset
 */
export function keysetAfter(
  { columns, direction }: Keyset,
  table: string,
  cursor: string,
  parameter: AddParameter,
): string {
  const values = Object.entries(keysetValues({ columns }, cursor)).map(
    ([column, value]) => `${parameter(value)}::${columns[column] ?? 'text'}`,
  );
  const row = Object.keys(columns).map((column) => `${table}."${column}"`);
  return `(${row.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${values.join(', ')})`;
}

/** Makes a page of rows that were read in the keyset's order with `LIMIT first + 1`: the last tells of a next page. */
export function keysetPage<E extends ObjectLiteral>(
  repository: Repository<E>,
  { columns }: Keyset,
  { first, after }: Page,
  rows: readonly Record<string, unknown>[],
): Connection<E> {
  const edges = rows.slice(0, first).map((row) => ({
    cursor: encodeCursor(Object.keys(columns).map((column) => row[column])),
    node: hydrate(repository, row),
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: Object.assign(new PageInfo(), {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }),
  };
}
