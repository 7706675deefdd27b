import { type Batch, prepared, type RequestContext } from '@hostgraph/subgraph-kit';
import type { LogOwner } from '../../mail-event/log-filter';
import { LogReading } from '../log-search/log-reading';
import { recordSearches } from '../log-search/record-searches';
import type { MailDirection } from '../../mail-event/mail-direction';
import { KINDS } from '../../storage/rollup/event-kind';
import type { ActivityBucket } from './activity-summary.type';
import { BucketCounts, HOUR_MS } from './buckets';
import { type CountedRow, summaryStatement } from './summary-statement';

/** A summary of one mailbox's log. Its properties keep one order, as its JSON is its identity. */
export interface SummaryKey {
  readonly owner: LogOwner;
  /** In milliseconds: where buckets begin, and where the last one ends. */
  readonly bounds: readonly number[];
  /** Exclusive; in the last bucket. */
  readonly to: number;
  /** What the caller asked for, which may be more than is covered. */
  readonly asked: {
    readonly from: Date | null;
    readonly to: Date | null;
    readonly direction: MailDirection | null;
  };
}

/** All summaries of a query share one statement. None is answered before it stands among the searches of its mailbox. */
export const activitySummaries: Batch<SummaryKey, readonly ActivityBucket[]> = async (ctx, keys) => {
  const summaries = await countEvents(ctx, keys);
  await recordSearches(
    ctx,
    keys.map(({ owner, asked }, i) => ({
      reading: LogReading.SUMMARY,
      owner,
      filter: { ...asked, status: null, correspondent: null, subject: null, addresses: null },
      addresses: [],
      rowCount: (summaries[i] ?? []).reduce((sum, { total }) => sum + total, 0),
    })),
  );
  return new Map(keys.map((key, i) => [JSON.stringify(key), summaries[i] ?? []]));
};

async function countEvents(ctx: RequestContext, keys: readonly SummaryKey[]): Promise<ActivityBucket[][]> {
  const { sql, parameters } = summaryStatement(
    keys.map(({ owner, bounds, to }) => ({
      owner,
      until: new Date(to),
      splits: bounds.filter((bound) => bound % HOUR_MS !== 0).map((bound) => new Date(bound)),
    })),
  );
  const rows = await prepared<CountedRow>(ctx.database, sql, parameters);
  const replaced = new Set(
    rows.flatMap((row) => (row.insteadOf === null ? [] : [hourKey(row, row.insteadOf.getTime())])),
  );
  const sums = keys.map(({ bounds, asked }) => new BucketCounts(bounds, asked.direction));
  for (const row of rows) {
    const since = keys[row.log]?.owner.addresses[row.address]?.since.getTime() ?? Infinity;
    const until = keys[row.log]?.to ?? -Infinity;
    for (const [i, slot] of row.slots.entries()) {
      const time = row.start.getTime() + Math.floor(slot / KINDS) * HOUR_MS;
      const counts =
        row.insteadOf !== null || (time >= since && time < until && !replaced.has(hourKey(row, time)));
      if (counts) sums[row.log]?.add(time, slot % KINDS, row.counts[i] ?? 0);
    }
  }
  return sums.map((sum) => sum.toBuckets());
}

const hourKey = ({ log, address }: CountedRow, hour: number): string => `${log} ${address} ${hour}`;
