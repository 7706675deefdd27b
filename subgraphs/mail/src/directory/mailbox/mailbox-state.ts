import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const MailboxState = describedEnum('MailboxState', 'Whether a mailbox is in use.', {
  ACTIVE: 'It receives mail, and its users can sign in.',
  SUSPENDED: 'Nobody can sign in or send from it; what it holds and who may do what stays.',
});
export type MailboxState = ValueOf<typeof MailboxState>;
