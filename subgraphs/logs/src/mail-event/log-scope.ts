import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** Whose log is read at once. */
export const LogScope = describedEnum('LogScope', 'Whose log is read at once.', {
  MAILBOX: 'One mailbox’s: the events of its addresses.',
  MAIL_SERVICE: 'A whole mail service’s: the events of all addresses in its domains, mailboxes or not.',
});
export type LogScope = ValueOf<typeof LogScope>;
