import { registerEnumType } from 'type-graphql';

/** In which way a log was read. */
export enum LogReading {
  PAGE = 'PAGE',
  SUMMARY = 'SUMMARY',
  EXPORT = 'EXPORT',
  LIVE = 'LIVE',
}

registerEnumType(LogReading, {
  name: 'LogReading',
  description: 'In which way a mailbox’s activity log was read.',
  valuesConfig: {
    PAGE: { description: 'A page of it was answered.' },
    SUMMARY: { description: 'Its events were counted by time, direction and status (`activitySummary`).' },
    EXPORT: {
      description: 'It was written to a file, which then could be downloaded (`exportActivityLog`).',
    },
    LIVE: { description: 'Somebody began to follow it as it is written (`mailActivity`).' },
  },
});
