import { registerEnumType } from 'type-graphql';

/** EXPIRED is not stored: it is COMPLETED when its time is over. */
export enum ExportStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
  EXPIRED = 'EXPIRED',
}

registerEnumType(ExportStatus, {
  name: 'ActivityLogExportStatus',
  description: 'How far an export is.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its turn.' },
    RUNNING: { description: 'Its file is being written.' },
    COMPLETED: { description: 'Its file can be downloaded until `expiresAt`.' },
    CANCELLED: { description: 'It was cancelled; there is no file.' },
    FAILED: { description: 'It was given up; there is no file, and `errorCode` says why.' },
    EXPIRED: { description: 'Its file has been removed, as its time was over.' },
  },
});
