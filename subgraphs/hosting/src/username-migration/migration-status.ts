import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const MigrationStatus = describedEnum(
  'FtpUsernameMigrationStatus',
  'How far a change of FTP usernames has come.',
  {
    PLANNING: 'The accounts are being looked at; nothing changes.',
    PLANNED: 'The dry run is complete: read its results, then apply it.',
    APPLYING: 'Usernames are being changed.',
    APPLIED: 'The usernames are changed; until `graceEndsAt` that can be rolled back.',
    STOPPED: 'It was cancelled or given up between two batches: apply it further, or roll it back.',
    ROLLING_BACK: 'The former usernames are being restored.',
    ROLLED_BACK: 'Every account has its former username again.',
    FINALISED: 'The new usernames are final.',
    CANCELLED: 'It was cancelled before anything changed.',
    FAILED: 'Planning was given up after several attempts; nothing changed.',
  },
);
export type MigrationStatus = ValueOf<typeof MigrationStatus>;
