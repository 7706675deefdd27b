import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** What became of a message for one recipient. The order of finality is in `status-finality.ts`. */
export const MailStatus = describedEnum('MailStatus', 'What became of a message for one recipient.', {
  DELIVERED: 'The next server, or the mailbox, took the message.',
  DEFERRED: 'Refused for now; it is tried again.',
  BOUNCED: 'It was accepted, delivery failed for good, and the sender was told.',
  REJECTED: 'Refused before it was accepted.',
  SPAM: 'Refused or discarded as spam, or filed among the spam.',
  GREYLISTED: 'Refused for now because the recipient’s server does not know the sender; it is tried again.',
  FILTERED: 'Taken out by a filter or sorting rule without reaching a folder.',
  EXPIRED: 'Deferred until the queue gave up.',
});
export type MailStatus = ValueOf<typeof MailStatus>;
