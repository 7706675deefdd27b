import { badUserInput, load, type RequestContext } from '@hostgraph/subgraph-kit';
import { IANAZone } from 'luxon';
import { LogScope } from '../../mail-event/log-scope';
import { heldAddresses } from '../../foreign/mailbox/held-addresses';
import type { Mailbox } from '../../foreign/mailbox/mailbox.type';
import { requireViewLogs } from '../../foreign/mailbox/require-view-logs';
import { coveredAddresses } from '../../retention/covered-addresses';
import { periodNotCovered } from '../../retention/period-not-covered';
import { type LogCoverage, logCoverage } from '../../retention/retention.service';
import type { ActivitySummaryArgs } from './activity-summary.inputs';
import { activitySummaries } from './activity-summary.loaders';
import { type ActivityBucket, ActivitySummary } from './activity-summary.type';
import { bucketBounds, bucketEnd, HOUR_MS, MAX_BUCKETS } from './buckets';

const DAY_MS = 24 * HOUR_MS;

/** The log of a mailbox, counted, as far as the mail subgraph says that the caller may read it. */
export async function activitySummary(
  ctx: RequestContext,
  mailbox: Mailbox,
  args: ActivitySummaryArgs,
): Promise<ActivitySummary> {
  requireViewLogs(mailbox);
  if (args.from && args.to && args.from >= args.to) throw badUserInput('from must be earlier than to');
  if (!IANAZone.isValidZone(args.timeZone)) {
    throw badUserInput('timeZone must be an IANA name such as Europe/Zurich');
  }
  const coverage = await logCoverage(ctx, mailbox.mailService?.id);
  const heldSince = heldAddresses(mailbox).map(({ since }) => since.getTime());
  return Object.assign(new ActivitySummary(), {
    buckets: await countBuckets(ctx, mailbox, args, coverage),
    notCovered: args.from ? periodNotCovered(heldSince, args, coverage) : null,
  });
}

async function countBuckets(
  ctx: RequestContext,
  mailbox: Mailbox,
  { from, to: until, interval, timeZone, direction }: ActivitySummaryArgs,
  coverage: LogCoverage,
): Promise<readonly ActivityBucket[]> {
  const start = Math.max(from?.getTime() ?? -Infinity, coverage.coversSince.getTime());
  // The database's clock, by which the coverage was reckoned.
  const now = coverage.coversSince.getTime() + coverage.horizonDays * DAY_MS;
  const to = until?.getTime() ?? bucketEnd(now, { interval, timeZone });
  if (start >= to) return [];
  const bounds = bucketBounds({ from: start, to, interval, timeZone });
  if (bounds === undefined) {
    throw badUserInput(
      `from and to are more than ${MAX_BUCKETS} buckets apart: ask for less time, or for longer buckets`,
    );
  }
  const buckets = await load(ctx, activitySummaries, {
    owner: {
      scope: LogScope.MAILBOX,
      id: mailbox.id,
      addresses: coveredAddresses(heldAddresses(mailbox), new Date(start)),
    },
    bounds,
    to,
    asked: { from: from ?? null, to: until ?? null, direction: direction ?? null },
  });
  if (buckets === null) throw new Error('a summary was not counted');
  return buckets;
}
