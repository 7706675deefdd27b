import {
  type AddParameter,
  type Batch,
  type Connection,
  connectionType,
  groupBy,
  type Keyset,
  keysetAfter,
  keysetOrder,
  keysetPage,
  type Page,
  pagesByParent,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { HeldAddress } from '../../mail-event/log-filter';
import { LogSearch } from './log-search.entity';

export const LogSearchConnection = connectionType('LogSearch', () => LogSearch, 'searches of a mail log');

const NEWEST_FIRST: Keyset = { columns: { searched_at: 'timestamptz', id: 'text' }, direction: 'DESC' };

/** The searches of whole mail services' logs. */
export const mailServiceSearchPages = pagesByParent({
  entity: LogSearch,
  parentColumn: 'mail_service_id',
  keyset: NEWEST_FIRST,
});

/** A page of the searches that concern one mailbox. Its properties keep one order, as its JSON is its identity. */
export interface MailboxSearchPageKey {
  readonly page: Page;
  readonly mailbox: { readonly id: string; readonly addresses: readonly HeldAddress[] };
}

/**
 * The searches of mailboxes' logs, and those of their mail service's log that told something of their addresses.
 * Mailboxes that ask for the same page share one statement.
 */
export const mailboxSearchPages: Batch<MailboxSearchPageKey, Connection<LogSearch>> = async (ctx, keys) => {
  const alike = groupBy(keys, ({ page }) => JSON.stringify(page));
  const pages = await Promise.all([...alike.values()].map((siblings) => readPages(ctx, siblings)));
  return new Map(pages.flat());
};

async function readPages(
  ctx: RequestContext,
  siblings: readonly [MailboxSearchPageKey, ...MailboxSearchPageKey[]],
): Promise<[string, Connection<LogSearch>][]> {
  const { page } = siblings[0];
  const parameters: unknown[] = [JSON.stringify(siblings.map(({ mailbox }) => mailbox))];
  const sql = mailboxSearchStatement(page, (value) => `$${parameters.push(value)}`);
  const rows: (Record<string, unknown> & { told_addresses: string[] | null })[] = await ctx.database.query(
    sql,
    parameters,
  );
  const rowsByMailbox = groupBy(rows, (row) => row['owner_id']);
  const repository = ctx.database.getRepository(LogSearch);
  return siblings.map((key) => [
    JSON.stringify(key),
    keysetPage(repository, NEWEST_FIRST, page, (rowsByMailbox.get(key.mailbox.id) ?? []).map(asTold)),
  ]);
}

/** What a search of a whole service asked of others' addresses, and found there, is not this mailbox's business. */
const asTold = (row: Record<string, unknown>) => ({
  ...row,
  row_count: row['told_row_count'],
  addresses: row['told_addresses'],
});

/**
 * The mailbox's own searches, and for each of its addresses what told something of it since it became the mailbox's:
 * each from its index, no more than a page. A search that told something of several of its addresses is one row.
 *
 * Of events that an address had before it became the mailbox's, nothing is told. Where a page showed events from before
 * and after that moment, how many were after it is not known: one was.
 */
function mailboxSearchStatement({ first, after }: Page, parameter: AddParameter): string {
  const limit = parameter(first + 1);
  const follows = after === null ? 'true' : keysetAfter(NEWEST_FIRST, 'item', after, parameter);
  const order = (table: string): string => `ORDER BY ${keysetOrder(NEWEST_FIRST, table)} LIMIT ${limit}`;
  return `
    SELECT owner.id AS owner_id, search.*, page.told_row_count, page.told_addresses
    FROM jsonb_to_recordset($1::jsonb) AS owner (id text, addresses jsonb)
    CROSS JOIN LATERAL (
      SELECT found.searched_at, found.id, sum(found.row_count)::integer AS told_row_count,
        array_agg(found.named ORDER BY found.named) FILTER (WHERE found.named IS NOT NULL) AS told_addresses
      FROM (
        (SELECT item.searched_at, item.id, item.row_count, NULL AS named
         FROM logs.search AS item
         WHERE item.mailbox_id = owner.id AND ${follows} ${order('item')})
        UNION ALL
        SELECT told.*
        FROM jsonb_to_recordset(owner.addresses)
          AS held (domain text COLLATE "C", "localPart" text COLLATE "C", since timestamptz)
        CROSS JOIN LATERAL (
          SELECT item.searched_at, item.id,
            CASE WHEN item.oldest_at >= held.since THEN item.row_count
              WHEN item.newest_at >= held.since THEN 1 ELSE 0 END AS row_count,
            CASE WHEN item.is_named THEN item.local_part || '@' || item.domain END AS named
          FROM (SELECT *, search_id AS id FROM logs.search_address) AS item
          WHERE item.domain = held.domain AND item.local_part = held."localPart"
            AND item.searched_at >= held.since AND (item.is_named OR item.newest_at >= held.since)
            AND ${follows} ${order('item')}
        ) AS told
      ) AS found
      GROUP BY found.searched_at, found.id ${order('found')}
    ) AS page
    JOIN logs.search ON search.id = page.id
    ORDER BY ${keysetOrder(NEWEST_FIRST, 'page')}`;
}
