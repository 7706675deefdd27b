import { registerEnumType } from 'type-graphql';

/** How long a bucket of a summary is. */
export enum SummaryInterval {
  HOUR = 'HOUR',
  DAY = 'DAY',
}

registerEnumType(SummaryInterval, {
  name: 'SummaryInterval',
  description: 'How long a bucket of a summary is.',
  valuesConfig: {
    HOUR: {
      description:
        'An hour of UTC, whatever the time zone: where clocks differ from UTC by half an hour, buckets begin at half past.',
    },
    DAY: {
      description: 'A day of the time zone, from midnight to midnight: 23 or 25 hours where clocks change.',
    },
  },
});
