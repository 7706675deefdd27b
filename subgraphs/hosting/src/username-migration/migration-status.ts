import { registerEnumType } from 'type-graphql';

export enum MigrationStatus {
  PLANNING = 'PLANNING',
  PLANNED = 'PLANNED',
  APPLYING = 'APPLYING',
  APPLIED = 'APPLIED',
  STOPPED = 'STOPPED',
  ROLLING_BACK = 'ROLLING_BACK',
  ROLLED_BACK = 'ROLLED_BACK',
  FINALISED = 'FINALISED',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
}

registerEnumType(MigrationStatus, {
  name: 'FtpUsernameMigrationStatus',
  description: 'How far a change of FTP usernames has come.',
  valuesConfig: {
    PLANNING: { description: 'The accounts are being looked at; nothing changes.' },
    PLANNED: { description: 'The dry run is complete: read its results, then apply it.' },
    APPLYING: { description: 'Usernames are being changed.' },
    APPLIED: { description: 'The usernames are changed; until `graceEndsAt` that can be rolled back.' },
    STOPPED: {
      description: 'It was cancelled or given up between two batches: apply it further, or roll it back.',
    },
    ROLLING_BACK: { description: 'The former usernames are being restored.' },
    ROLLED_BACK: { description: 'Every account has its former username again.' },
    FINALISED: { description: 'The new usernames are final.' },
    CANCELLED: { description: 'It was cancelled before anything changed.' },
    FAILED: { description: 'Planning was given up after several attempts; nothing changed.' },
  },
});
