import { registerEnumType } from 'type-graphql';

/** Whose view of a message an event is: the one who sent it or the one it was addressed to. */
export enum MailDirection {
  SENT = 'SENT',
  RECEIVED = 'RECEIVED',
}

registerEnumType(MailDirection, {
  name: 'MailDirection',
  description:
    'Whose view of a message an event is. A message between two mailboxes here is an event of each.',
  valuesConfig: {
    SENT: { description: 'The view of the one who sent the message, signed in with the mailbox’s login.' },
    RECEIVED: { description: 'The view of the one whom the message was addressed to.' },
  },
});
