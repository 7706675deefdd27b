import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const RetentionOrderState = describedEnum(
  'LogRetentionOrderState',
  'How far an order of longer retention has come.',
  {
    PENDING: 'It waits for the operator’s billing.',
    ACTIVE: 'It is in force: the mail service has the plan.',
    CANCELLED: 'It was withdrawn before it was in force.',
    EXPIRED: 'It was not confirmed in time.',
    ENDED: 'It was in force, and ended or gave way to a longer plan.',
  },
);
export type RetentionOrderState = ValueOf<typeof RetentionOrderState>;
