import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const AuditAction = describedEnum('AuditAction', 'What was done.', {
  CREATE_API_KEY: 'An API key was created, also as the successor of a rolled one.',
  ROLL_API_KEY: 'An API key got a successor; the same request created that one (`CREATE_API_KEY`).',
  REVOKE_API_KEY: 'An API key was revoked.',
});
export type AuditAction = ValueOf<typeof AuditAction>;

export const AuditTargetType = describedEnum(
  'AuditTargetType',
  'What kind of object something was done to.',
  {
    API_KEY: 'An `ApiKey`.',
  },
);
export type AuditTargetType = ValueOf<typeof AuditTargetType>;
