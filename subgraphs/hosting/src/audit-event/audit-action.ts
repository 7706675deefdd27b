import { registerEnumType } from 'type-graphql';

export enum HostingAuditAction {
  CREATE_FTP_ACCOUNT = 'CREATE_FTP_ACCOUNT',
  UPDATE_FTP_ACCOUNT = 'UPDATE_FTP_ACCOUNT',
  ROTATE_FTP_PASSWORD = 'ROTATE_FTP_PASSWORD',
  ENABLE_FTP_ACCOUNT = 'ENABLE_FTP_ACCOUNT',
  DISABLE_FTP_ACCOUNT = 'DISABLE_FTP_ACCOUNT',
  DELETE_FTP_ACCOUNT = 'DELETE_FTP_ACCOUNT',
  PLAN_FTP_USERNAME_MIGRATION = 'PLAN_FTP_USERNAME_MIGRATION',
  APPLY_FTP_USERNAME_MIGRATION = 'APPLY_FTP_USERNAME_MIGRATION',
  CANCEL_FTP_USERNAME_MIGRATION = 'CANCEL_FTP_USERNAME_MIGRATION',
  ROLL_BACK_FTP_USERNAME_MIGRATION = 'ROLL_BACK_FTP_USERNAME_MIGRATION',
  FINALISE_FTP_USERNAME_MIGRATION = 'FINALISE_FTP_USERNAME_MIGRATION',
}

registerEnumType(HostingAuditAction, {
  name: 'HostingAuditAction',
  description: 'What was done.',
  valuesConfig: {
    CREATE_FTP_ACCOUNT: { description: 'An FTP account was created.' },
    UPDATE_FTP_ACCOUNT: { description: 'Settings of an FTP account were changed.' },
    ROTATE_FTP_PASSWORD: { description: 'An FTP account got a new password.' },
    ENABLE_FTP_ACCOUNT: { description: 'An FTP account was allowed to sign in again.' },
    DISABLE_FTP_ACCOUNT: { description: 'An FTP account was kept from signing in.' },
    DELETE_FTP_ACCOUNT: { description: 'An FTP account was deleted; its files were not.' },
    PLAN_FTP_USERNAME_MIGRATION: { description: 'A change of FTP usernames was planned.' },
    APPLY_FTP_USERNAME_MIGRATION: {
      description: 'A change of FTP usernames was applied, or applied further.',
    },
    CANCEL_FTP_USERNAME_MIGRATION: { description: 'A change of FTP usernames was cancelled or stopped.' },
    ROLL_BACK_FTP_USERNAME_MIGRATION: { description: 'The FTP usernames of before were restored.' },
    FINALISE_FTP_USERNAME_MIGRATION: { description: 'New FTP usernames were made final.' },
  },
});

export enum HostingAuditTargetType {
  FTP_ACCOUNT = 'FTP_ACCOUNT',
  FTP_USERNAME_MIGRATION = 'FTP_USERNAME_MIGRATION',
}

registerEnumType(HostingAuditTargetType, {
  name: 'HostingAuditTargetType',
  description: 'What sort of object something was done to.',
  valuesConfig: {
    FTP_ACCOUNT: { description: 'An `FtpAccount`, also one that is deleted now.' },
    FTP_USERNAME_MIGRATION: { description: 'An `FtpUsernameMigration`.' },
  },
});
