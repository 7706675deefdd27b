import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const RightChangeKind = describedEnum(
  'RightChangeKind',
  'What became of rights on a mailbox, or of who uses it.',
  {
    GRANTED: 'Rights were granted, or granted anew with another end or reason.',
    WITHDRAWN: 'Rights were taken away.',
    USER_ADDED: 'Somebody was made a user of the mailbox, which grants no right by itself.',
    USER_REMOVED: 'Somebody is no user of the mailbox any more, and lost the rights that are named.',
  },
);
export type RightChangeKind = ValueOf<typeof RightChangeKind>;
