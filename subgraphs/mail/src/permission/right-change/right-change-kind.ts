import { registerEnumType } from 'type-graphql';

export enum RightChangeKind {
  GRANTED = 'GRANTED',
  WITHDRAWN = 'WITHDRAWN',
  USER_ADDED = 'USER_ADDED',
  USER_REMOVED = 'USER_REMOVED',
}

registerEnumType(RightChangeKind, {
  name: 'RightChangeKind',
  description: 'What became of rights on a mailbox, or of who uses it.',
  valuesConfig: {
    GRANTED: { description: 'Rights were granted, or granted anew with another end or reason.' },
    WITHDRAWN: { description: 'Rights were taken away.' },
    USER_ADDED: { description: 'Somebody was made a user of the mailbox, which grants no right by itself.' },
    USER_REMOVED: {
      description: 'Somebody is no user of the mailbox any more, and lost the rights that are named.',
    },
  },
});
