import { type Batch, groupBy, keysetPage, type RequestContext } from '@hostgraph/subgraph-kit';
import { recordSearches } from '../log-search/log-search.service';
import type { MailEventPage } from '../mail-event/mail-event.connection';
import { MailEvent } from '../mail-event/mail-event.entity';
import type { Mailbox } from '../mailbox/mailbox.type';
import { periodNotCovered } from '../retention/period-not-covered';
import { offeredPlans } from '../retention/retention-plan';
import type { ActivityLogArgs } from './activity-log.inputs';
import { type LogOwner, type LogPage, type LogRow, NEWEST_FIRST, pageStatement } from './page-statement';

/** A page of one mailbox's log. Made by `pageKey`, so that its JSON is its identity. */
interface PageKey {
  readonly page: LogPage;
  readonly owner: LogOwner;
}

export const pageKey = ({ id, addresses, mailService }: Mailbox, args: ActivityLogArgs): PageKey => ({
  page: {
    first: args.first,
    after: args.after ?? null,
    direction: args.direction ?? null,
    from: args.from ?? null,
    to: args.to ?? null,
    status: args.status ?? null,
    correspondent: args.correspondent ?? null,
  },
  owner: { id, addresses: addresses ?? [], mailServiceId: mailService?.id ?? null },
});

/**
 * Mailboxes that ask for the same page of their logs, as siblings in one query do, share one statement. No page is
 * answered before it stands among the searches of its mailbox.
 */
export const activityLogPages: Batch<PageKey, MailEventPage> = async (ctx, keys) => {
  const alike = groupBy(keys, ({ page }) => JSON.stringify(page));
  const pages = await Promise.all([...alike.values()].map((siblings) => readPages(ctx, siblings)));
  const answers = new Map(pages.flat());
  await recordSearches(
    ctx,
    keys.map((key) => ({
      mailboxId: key.owner.id,
      filter: key.page,
      rowCount: answers.get(JSON.stringify(key))?.nodes.length ?? 0,
    })),
  );
  return answers;
};

async function readPages(
  ctx: RequestContext,
  siblings: readonly [PageKey, ...PageKey[]],
): Promise<[string, MailEventPage][]> {
  const { sql, parameters } = pageStatement(
    siblings.map(({ owner }) => owner),
    siblings[0].page,
    offeredPlans()[0].days,
  );
  const rows: LogRow[] = await ctx.database.query(sql, parameters);
  const rowsByOwner = groupBy(rows, (row) => row.owner_id);
  const repository = ctx.database.getRepository(MailEvent);
  return siblings.map((key) => {
    const rowsOfOwner = rowsByOwner.get(key.owner.id) ?? [];
    const events = rowsOfOwner.filter(({ id }) => id !== null);
    const [coverage] = rowsOfOwner;
    return [
      JSON.stringify(key),
      {
        ...keysetPage(repository, NEWEST_FIRST, key.page, events),
        notCovered: coverage ? periodNotCovered(key.owner, key.page, coverage) : null,
      },
    ];
  });
}
