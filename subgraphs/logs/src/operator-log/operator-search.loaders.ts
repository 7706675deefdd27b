import {
  type Batch,
  type Connection,
  groupBy,
  type Keyset,
  keysetAfter,
  keysetOrder,
  keysetPage,
  type Page,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { LogOwner } from '../mail-event/log-filter';
import { OperatorSearch } from './operator-search.entity';

/** A page of what the operator has read of somebody's addresses. Its properties keep one order. */
export interface OperatorSearchKey extends Page {
  readonly owner: Pick<LogOwner, 'id' | 'addresses'>;
}

const NEWEST_FIRST: Keyset = { columns: { searched_at: 'timestamptz', id: 'text' }, direction: 'DESC' };

/** One statement for all that ask for the same page, as siblings in one query do. */
export const operatorSearchPages: Batch<OperatorSearchKey, Connection<OperatorSearch>> = async (
  ctx,
  keys,
) => {
  const alike = groupBy(keys, ({ first, after }) => JSON.stringify([first, after]));
  const pages = await Promise.all([...alike.values()].map((siblings) => readPages(ctx, siblings)));
  return new Map(pages.flat());
};

/** For each domain of a mailbox the index gives the newest first; what concerns other addresses in it is passed over. */
async function readPages(
  { database }: RequestContext,
  siblings: readonly [OperatorSearchKey, ...OperatorSearchKey[]],
): Promise<[string, Connection<OperatorSearch>][]> {
  const { first, after } = siblings[0];
  const parameters: unknown[] = [JSON.stringify(siblings.map(({ owner }) => owner)), first + 1];
  const isBehind =
    after === null
      ? 'true'
      : keysetAfter(NEWEST_FIRST, 'search', after, (value) => `$${parameters.push(value)}`);
  const rows: Record<string, unknown>[] = await database.query(
    `SELECT newest.* FROM jsonb_to_recordset($1::jsonb) AS owner (id text, addresses jsonb)
     CROSS JOIN LATERAL (
       SELECT owner.id AS owner_id, item.*
       FROM (SELECT DISTINCT domain COLLATE "C" AS domain
             FROM jsonb_to_recordset(owner.addresses) AS held (domain text)) AS concerned
       CROSS JOIN LATERAL (
         SELECT search.* FROM logs.operator_search AS search
         WHERE search.domain = concerned.domain AND ${isBehind} AND EXISTS (
           SELECT FROM jsonb_to_recordset(owner.addresses)
             AS held (domain text COLLATE "C", "localPart" text COLLATE "C", since timestamptz)
           WHERE held.domain = search.domain AND held.since <= search.searched_at
             AND (search.local_part IS NULL OR search.local_part = held."localPart"))
         ORDER BY ${keysetOrder(NEWEST_FIRST, 'search')} LIMIT $2
       ) AS item
       ORDER BY ${keysetOrder(NEWEST_FIRST, 'item')} LIMIT $2
     ) AS newest
     ORDER BY ${keysetOrder(NEWEST_FIRST, 'newest')}`,
    parameters,
  );
  const rowsByOwner = groupBy(rows, (row) => row['owner_id']);
  const repository = database.getRepository(OperatorSearch);
  return siblings.map((key) => [
    JSON.stringify(key),
    keysetPage(repository, NEWEST_FIRST, key, rowsByOwner.get(key.owner.id) ?? []),
  ]);
}
