import { registerEnumType } from 'type-graphql';

export enum RightChangeKind {
  GRANTED = 'GRANTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(RightChangeKind, {
  name: 'RightChangeKind',
  description: 'What became of rights on a mailbox.',
  valuesConfig: {
    GRANTED: { description: 'They were granted, or granted anew with another end or reason.' },
    WITHDRAWN: { description: 'They were taken away.' },
  },
});
