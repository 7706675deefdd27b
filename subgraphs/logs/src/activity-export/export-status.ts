import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** EXPIRED is not stored: it is COMPLETED when its time is over. */
export const ExportStatus = describedEnum('ActivityLogExportStatus', 'How far an export is.', {
  QUEUED: 'It waits for its turn.',
  RUNNING: 'Its file is being written.',
  COMPLETED: 'Its file can be downloaded until `expiresAt`.',
  CANCELLED: 'It was cancelled; there is no file.',
  FAILED: 'It was given up; there is no file, and `errorCode` says why.',
  EXPIRED: 'Its file has been removed, as its time was over.',
});
export type ExportStatus = ValueOf<typeof ExportStatus>;
