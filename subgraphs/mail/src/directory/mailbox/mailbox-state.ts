import { registerEnumType } from 'type-graphql';

export enum MailboxState {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
}

registerEnumType(MailboxState, {
  name: 'MailboxState',
  description: 'Whether a mailbox is in use.',
  valuesConfig: {
    ACTIVE: { description: 'It receives mail, and its users can sign in.' },
    SUSPENDED: {
      description: 'Nobody can sign in or send from it; what it holds and who may do what stays.',
    },
  },
});
