import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const LogAuditAction = describedEnum('LogAuditAction', 'What was done.', {
  ORDER_LOG_RETENTION: 'Longer retention was ordered.',
  CANCEL_LOG_RETENTION_ORDER: 'An order was withdrawn before it was in force.',
  CONFIRM_LOG_RETENTION_ORDER: 'An order was confirmed, and is in force since.',
  END_LOG_RETENTION_ORDER: 'An order in force was ended; what is free remains.',
});
export type LogAuditAction = ValueOf<typeof LogAuditAction>;

export const LogAuditTargetType = describedEnum(
  'LogAuditTargetType',
  'What kind of object something was done to.',
  {
    LOG_RETENTION_ORDER: 'A `LogRetentionOrder`.',
  },
);
export type LogAuditTargetType = ValueOf<typeof LogAuditTargetType>;
