import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** Whose view of a message an event is: the one who sent it or the one it was addressed to. */
export const MailDirection = describedEnum(
  'MailDirection',
  'Whose view of a message an event is. A message between two mailboxes here is an event of each.',
  {
    SENT: 'The view of the one who sent the message, signed in with the mailbox’s login.',
    RECEIVED: 'The view of the one whom the message was addressed to.',
  },
);
export type MailDirection = ValueOf<typeof MailDirection>;
