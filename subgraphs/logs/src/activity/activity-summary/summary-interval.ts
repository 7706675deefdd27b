import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** How long a bucket of a summary is. */
export const SummaryInterval = describedEnum('SummaryInterval', 'How long a bucket of a summary is.', {
  HOUR: 'An hour of UTC, whatever the time zone: where clocks differ from UTC by half an hour, buckets begin at half past.',
  DAY: 'A day of the time zone, from midnight to midnight: 23 or 25 hours where clocks change.',
});
export type SummaryInterval = ValueOf<typeof SummaryInterval>;
