import { registerEnumType } from 'type-graphql';

/** What became of a message for one recipient. The order of finality is in `status-finality.ts`. */
export enum MailStatus {
  DELIVERED = 'DELIVERED',
  DEFERRED = 'DEFERRED',
  BOUNCED = 'BOUNCED',
  REJECTED = 'REJECTED',
  SPAM = 'SPAM',
  GREYLISTED = 'GREYLISTED',
  FILTERED = 'FILTERED',
  EXPIRED = 'EXPIRED',
}

registerEnumType(MailStatus, {
  name: 'MailStatus',
  description: 'What became of a message for one recipient.',
  valuesConfig: {
    DELIVERED: { description: 'The next server, or the mailbox, took the message.' },
    DEFERRED: { description: 'Refused for now; it is tried again.' },
    BOUNCED: { description: 'It was accepted, delivery failed for good, and the sender was told.' },
    REJECTED: { description: 'Refused before it was accepted.' },
    SPAM: { description: 'Refused or discarded as spam, or filed among the spam.' },
    GREYLISTED: {
      description:
        'Refused for now because the recipient’s server does not know the sender; it is tried again.',
    },
    FILTERED: { description: 'Taken out by a filter or sorting rule without reaching a folder.' },
    EXPIRED: { description: 'Deferred until the queue gave up.' },
  },
});
