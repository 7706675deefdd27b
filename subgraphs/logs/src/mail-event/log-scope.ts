import { registerEnumType } from 'type-graphql';

/** Whose log is read at once. */
export enum LogScope {
  MAILBOX = 'MAILBOX',
  MAIL_SERVICE = 'MAIL_SERVICE',
}

registerEnumType(LogScope, {
  name: 'LogScope',
  description: 'Whose log is read at once.',
  valuesConfig: {
    MAILBOX: { description: 'One mailbox’s: the events of its addresses.' },
    MAIL_SERVICE: {
      description: 'A whole mail service’s: the events of all addresses in its domains, mailboxes or not.',
    },
  },
});
