import type { ObjectLiteral } from 'typeorm';
import type { RequestContext } from '../context/request-context';
import { hydrate } from '../database/hydrate';
import type { Connection, Edge } from './connection-type';
import { decodeCursor, encodeCursor, type KeysetType } from './cursor';
import { PageInfo } from './page-info';

/** The columns that order a list, all in one direction; together they are unique. */
export interface Keyset {
  readonly columns: Readonly<Record<string, KeysetType>>;
  readonly direction: 'ASC' | 'DESC';
}

export interface ListDefinition<E extends ObjectLiteral> {
  readonly entity: new () => E;
  /** The column that holds the parent's id. */
  readonly parentColumn: string;
  readonly keyset: Keyset;
  /**
   * Which rows the caller may see, as SQL over the entity's table `item`; `parameter` adds a value and
   * answers its placeholder. It runs inside the page's LIMIT, so hidden rows leave no gaps.
   */
  readonly visible?: (ctx: RequestContext, parameter: (value: unknown) => string) => string;
}

/** A page of the list that hangs on one parent. Made by `pageKey`, so that its JSON is its identity. */
export interface PageKey {
  readonly first: number;
  readonly after: string | null;
  readonly parentId: string;
}

export const pageKey = (parentId: string, page: { first: number; after?: string | null }): PageKey => ({
  first: page.first,
  after: page.after ?? null,
  parentId,
});

/**
 * Makes the batch that reads pages of a list for many parents: one statement for all parents that ask for the
 * same page size and cursor, which is what siblings in one query do. LATERAL with LIMIT reads each parent's
 * page from the index, and the row comparison seeks to the cursor, so depth costs nothing
 * (use-the-index-luke.com, "We need tool support for keyset pagination").
 */
export function pagesByParent<E extends ObjectLiteral>(list: ListDefinition<E>) {
  return async (ctx: RequestContext, keys: readonly PageKey[]): Promise<Map<string, Connection<E>>> => {
    const bySize = groupBy(keys, ({ first, after }) => JSON.stringify([first, after]));
    const pages = await Promise.all([...bySize.values()].map((siblings) => readPages(ctx, list, siblings)));
    return new Map(pages.flat());
  };
}

async function readPages<E extends ObjectLiteral>(
  ctx: RequestContext,
  { entity, parentColumn, keyset, visible }: ListDefinition<E>,
  siblings: readonly PageKey[],
): Promise<[string, Connection<E>][]> {
  const { first = 0, after = null } = siblings[0] ?? {};
  const repository = ctx.database.getRepository(entity);
  const columns = Object.keys(keyset.columns);
  const parameters: unknown[] = [siblings.map(({ parentId }) => parentId)];
  const parameter = (value: unknown) => `$${parameters.push(value)}`;

  const conditions = [`item."${parentColumn}" = parent.id`];
  if (after !== null) {
    const values = decodeCursor(after, Object.values(keyset.columns)).map(
      (value, index) => `${parameter(value)}::${keyset.columns[columns[index] ?? ''] ?? 'text'}`,
    );
    const row = columns.map((column) => `item."${column}"`).join(', ');
    conditions.push(`(${row}) ${keyset.direction === 'ASC' ? '>' : '<'} (${values.join(', ')})`);
  }
  if (visible) conditions.push(`(${visible(ctx, parameter)})`);

  const order = columns.map((column) => `item."${column}" ${keyset.direction}`).join(', ');
  const rows: Record<string, unknown>[] = await ctx.database.query(
    `SELECT page.* FROM unnest($1::text[]) AS parent (id)
     CROSS JOIN LATERAL (
       SELECT item.* FROM ${repository.metadata.tablePath} AS item
       WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${first + 1}
     ) AS page`,
    parameters,
  );

  const rowsByParent = groupBy(rows, (row) => row[parentColumn]);
  return siblings.map((key) => {
    const found = rowsByParent.get(key.parentId) ?? [];
    const edges = found.slice(0, first).map((row) => ({
      cursor: encodeCursor(columns.map((column) => row[column])),
      node: hydrate(repository, row),
    }));
    return [JSON.stringify(key), toConnection(edges, found.length > first, after !== null)];
  });
}

/** `Map.groupBy`, which Node has from 21 on. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function toConnection<Node>(
  edges: readonly Edge<Node>[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): Connection<Node> {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: Object.assign(new PageInfo(), {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }),
  };
}
