import {
  type Batch,
  type Connection,
  groupBy,
  keysetPage,
  prepared,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { LogReading } from '../log-search/log-reading';
import { recordSearches } from '../log-search/record-searches';
import { readAddresses } from '../log-search/read-addresses';
import { MailEvent } from '../../mail-event/mail-event.entity';
import { type LogOwner, type LogPage, NEWEST_FIRST } from '../../mail-event/log-filter';
import { type LogRow, pageStatement } from './page-statement';

/** A page of one log. Its properties keep one order, as its JSON is its identity. */
export interface LogPageKey {
  readonly page: LogPage;
  readonly owner: LogOwner;
}

/**
 * Mailboxes that ask for the same page of their logs, as siblings in one query do, share one statement, and so do mail
 * services. No page is answered before it stands among the searches of its owner.
 */
export const activityLogPages: Batch<LogPageKey, Connection<MailEvent>> = async (ctx, keys) => {
  const alike = groupBy(keys, ({ page, owner }) => JSON.stringify([page, owner.scope]));
  const pages = await Promise.all([...alike.values()].map((siblings) => readPages(ctx, siblings)));
  const answers = new Map(pages.flat());
  await recordSearches(
    ctx,
    keys.map((key) => {
      const events = answers.get(JSON.stringify(key))?.nodes ?? [];
      return {
        reading: LogReading.PAGE,
        owner: key.owner,
        filter: key.page,
        rowCount: events.length,
        addresses: readAddresses(key.owner, events),
      };
    }),
  );
  return answers;
};

async function readPages(
  ctx: RequestContext,
  siblings: readonly [LogPageKey, ...LogPageKey[]],
): Promise<[string, Connection<MailEvent>][]> {
  const { page } = siblings[0];
  const { sql, parameters } = pageStatement(
    siblings.map(({ owner }) => owner),
    page,
  );
  const rows = await prepared<LogRow>(ctx.database, sql, parameters);
  const rowsByOwner = groupBy(rows, (row) => row.owner_id);
  const repository = ctx.database.getRepository(MailEvent);
  return siblings.map((key) => [
    JSON.stringify(key),
    keysetPage(repository, NEWEST_FIRST, page, rowsByOwner.get(key.owner.id) ?? []),
  ]);
}
