import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** In which way a log was read. */
export const LogReading = describedEnum('LogReading', 'In which way a mailbox’s activity log was read.', {
  PAGE: 'A page of it was answered.',
  SUMMARY: 'Its events were counted by time, direction and status (`activitySummary`).',
  EXPORT: 'It was written to a file, which then could be downloaded (`exportActivityLog`).',
  LIVE: 'Somebody began to follow it as it is written (`mailActivity`).',
});
export type LogReading = ValueOf<typeof LogReading>;
