import { registerEnumType } from 'type-graphql';

export enum LogAuditAction {
  ORDER_LOG_RETENTION = 'ORDER_LOG_RETENTION',
  CANCEL_LOG_RETENTION_ORDER = 'CANCEL_LOG_RETENTION_ORDER',
  CONFIRM_LOG_RETENTION_ORDER = 'CONFIRM_LOG_RETENTION_ORDER',
  END_LOG_RETENTION_ORDER = 'END_LOG_RETENTION_ORDER',
}

registerEnumType(LogAuditAction, {
  name: 'LogAuditAction',
  description: 'What was done.',
  valuesConfig: {
    ORDER_LOG_RETENTION: { description: 'Longer retention was ordered.' },
    CANCEL_LOG_RETENTION_ORDER: { description: 'An order was withdrawn before it was in force.' },
    CONFIRM_LOG_RETENTION_ORDER: { description: 'An order was confirmed, and is in force since.' },
    END_LOG_RETENTION_ORDER: { description: 'An order in force was ended; what is free remains.' },
  },
});

export enum LogAuditTargetType {
  LOG_RETENTION_ORDER = 'LOG_RETENTION_ORDER',
}

registerEnumType(LogAuditTargetType, {
  name: 'LogAuditTargetType',
  description: 'What sort of object something was done to.',
  valuesConfig: { LOG_RETENTION_ORDER: { description: 'A `LogRetentionOrder`.' } },
});
