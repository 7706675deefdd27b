import { DateTime } from 'luxon';
import { KIND_BY_NUMBER } from '../../storage/rollup/event-kind';
import type { MailDirection } from '../../mail-event/mail-direction';
import { ActivityBucket, ActivityCount } from './activity-summary.type';
import type { SummaryInterval } from './summary-interval';

export const HOUR_MS = 60 * 60 * 1000;

/** A chart has no more columns; an answer no more objects than its caller can hold. */
export const MAX_BUCKETS = 1000;

/** The time that a summary counts, in milliseconds, and how it is divided. */
export interface SummaryWindow {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive, later than `from`. */
  readonly to: number;
  readonly interval: SummaryInterval;
  /** IANA name. */
  readonly timeZone: string;
}

/**
 * Where the buckets of a window begin, and where the last one ends.
 *
 * @returns undefined if they are too many
 */
export function bucketBounds({ from, to, interval, timeZone }: SummaryWindow): number[] | undefined {
  const bounds = [bucketStart(from, { interval, timeZone })];
  for (let last = bounds[0] ?? to; last < to; bounds.push(last)) {
    if (bounds.length > MAX_BUCKETS) return undefined;
    last = bucketEnd(last, { interval, timeZone });
  }
  return bounds;
}

type Division = Pick<SummaryWindow, 'interval' | 'timeZone'>;

/** Where a bucket begins that is so many after the one in which a time lies. */
const BUCKET_START: Readonly<
  Record<SummaryInterval, (time: number, timeZone: string, further: number) => number>
> = {
  HOUR: (time, _timeZone, further) => (Math.floor(time / HOUR_MS) + further) * HOUR_MS,
  // Not every day begins at midnight: clocks may be put forward then.
  DAY: (time, zone, further) =>
    DateTime.fromMillis(time, { zone }).plus({ days: further }).startOf('day').toMillis(),
};

const bucketStart = (time: number, { interval, timeZone }: Division): number =>
  BUCKET_START[interval](time, timeZone, 0);

/** The end of the bucket in which a time lies. */
export const bucketEnd = (time: number, { interval, timeZone }: Division): number =>
  BUCKET_START[interval](time, timeZone, 1);

/** Adds up events in the buckets between bounds. */
export class BucketCounts {
  /** By bucket: how many of each kind. */
  readonly #counts: Map<number, number>[];
  readonly #kinds: ReadonlySet<number>;

  constructor(
    private readonly bounds: readonly number[],
    direction: MailDirection | null,
  ) {
    this.#counts = bounds.slice(1).map(() => new Map<number, number>());
    const meant = [...KIND_BY_NUMBER].filter(
      ([, kind]) => direction === null || kind.direction === direction,
    );
    this.#kinds = new Set(meant.map(([number]) => number));
  }

  /** @param time in the bucket, in milliseconds */
  add(time: number, kind: number, count: number): void {
    if (!this.#kinds.has(kind)) return;
    const bucket = this.#counts[this.#indexOf(time)];
    bucket?.set(kind, (bucket.get(kind) ?? 0) + count);
  }

  toBuckets(): ActivityBucket[] {
    return this.#counts.map((counts, i) =>
      Object.assign(new ActivityBucket(), {
        start: new Date(this.bounds[i] ?? NaN),
        end: new Date(this.bounds[i + 1] ?? NaN),
        total: [...counts.values()].reduce((sum, count) => sum + count, 0),
        counts: [...KIND_BY_NUMBER].flatMap(([number, kind]) => {
          const count = counts.get(number);
          return count === undefined ? [] : [Object.assign(new ActivityCount(), { ...kind, count })];
        }),
      }),
    );
  }

  /** The last bucket that begins at the time or before. */
  #indexOf(time: number): number {
    let low = 0;
    let high = this.bounds.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.bounds[middle] ?? Infinity) <= time) low = middle;
      else high = middle;
    }
    return low;
  }
}
