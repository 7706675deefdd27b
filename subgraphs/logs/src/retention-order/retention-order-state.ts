import { registerEnumType } from 'type-graphql';

export enum RetentionOrderState {
  PENDING = 'PENDING',
  ACTIVE = 'ACTIVE',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
  ENDED = 'ENDED',
}

registerEnumType(RetentionOrderState, {
  name: 'LogRetentionOrderState',
  description: 'How far an order of longer retention has come.',
  valuesConfig: {
    PENDING: { description: 'It waits for the operator’s billing.' },
    ACTIVE: { description: 'It is in force: the mail service has the plan.' },
    CANCELLED: { description: 'It was withdrawn before it was in force.' },
    EXPIRED: { description: 'It was not confirmed in time.' },
    ENDED: { description: 'It was in force, and ended or gave way to a longer plan.' },
  },
});
