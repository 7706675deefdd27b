import type { ObjectLiteral } from 'typeorm';
import type { RequestContext } from '../context/request-context';
import type { Visible } from './by-id';
import type { Connection } from '../schema/pagination/connection-type';
import { groupBy } from '../schema/pagination/group-by';
import {
  type AddParameter,
  type Keyset,
  keysetAfter,
  keysetOrder,
  keysetPage,
  type Page,
} from '../schema/pagination/keyset';

export interface ListDefinition<E extends ObjectLiteral> {
  readonly entity: new () => E;
  /** The column that holds the parent's id. */
  readonly parentColumn: string;
  readonly keyset: Keyset;
  /** It runs inside the page's LIMIT, so hidden rows leave no gaps. */
  readonly visible?: Visible;
}

/** A page of the list that hangs on one parent. Made by `pageKey`, so that its JSON is its identity. */
export interface PageKey extends Page {
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
 * page from the index.
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
  siblings: readonly [PageKey, ...PageKey[]],
): Promise<[string, Connection<E>][]> {
  const { first, after } = siblings[0];
  const repository = ctx.database.getRepository(entity);
  const parameters: unknown[] = [siblings.map(({ parentId }) => parentId)];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;

  const conditions = [`item."${parentColumn}" = parent.id`];
  if (after !== null) conditions.push(keysetAfter(keyset, 'item', after, parameter));
  if (visible) conditions.push(`(${visible(ctx, parameter)})`);

  const rows: Record<string, unknown>[] = await ctx.database.query(
    `SELECT page.* FROM unnest($1::text[]) AS parent (id)
     CROSS JOIN LATERAL (
       SELECT item.* FROM ${repository.metadata.tablePath} AS item
       WHERE ${conditions.join(' AND ')} ORDER BY ${keysetOrder(keyset, 'item')} LIMIT ${first + 1}
     ) AS page`,
    parameters,
  );

  const rowsByParent = groupBy(rows, (row) => row[parentColumn]);
  return siblings.map((key) => [
    JSON.stringify(key),
    keysetPage(repository, keyset, key, rowsByParent.get(key.parentId) ?? []),
  ]);
}
