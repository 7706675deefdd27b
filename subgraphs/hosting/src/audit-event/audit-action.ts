import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const HostingAuditAction = describedEnum('HostingAuditAction', 'What was done.', {
  CREATE_FTP_ACCOUNT: 'An FTP account was created.',
  UPDATE_FTP_ACCOUNT: 'Settings of an FTP account were changed.',
  ROTATE_FTP_PASSWORD: 'An FTP account got a new password.',
  ENABLE_FTP_ACCOUNT: 'An FTP account was allowed to sign in again.',
  DISABLE_FTP_ACCOUNT: 'An FTP account was kept from signing in.',
  DELETE_FTP_ACCOUNT: 'An FTP account was deleted; its files were not.',
  PLAN_FTP_USERNAME_MIGRATION: 'A change of FTP usernames was planned.',
  APPLY_FTP_USERNAME_MIGRATION: 'A change of FTP usernames was applied, or applied further.',
  CANCEL_FTP_USERNAME_MIGRATION: 'A change of FTP usernames was cancelled or stopped.',
  ROLL_BACK_FTP_USERNAME_MIGRATION: 'The FTP usernames of before were restored.',
  FINALISE_FTP_USERNAME_MIGRATION: 'New FTP usernames were made final.',
});
export type HostingAuditAction = ValueOf<typeof HostingAuditAction>;

export const HostingAuditTargetType = describedEnum(
  'HostingAuditTargetType',
  'What kind of object something was done to.',
  {
    FTP_ACCOUNT: 'An `FtpAccount`, also one that is deleted now.',
    FTP_USERNAME_MIGRATION: 'An `FtpUsernameMigration`.',
  },
);
export type HostingAuditTargetType = ValueOf<typeof HostingAuditTargetType>;
