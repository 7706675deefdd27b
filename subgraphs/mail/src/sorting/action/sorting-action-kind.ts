import { registerEnumType } from 'type-graphql';

export enum SortingActionKind {
  MOVE = 'MOVE',
  COPY = 'COPY',
  FLAG = 'FLAG',
  MARK_READ = 'MARK_READ',
  FORWARD = 'FORWARD',
  DISCARD = 'DISCARD',
  STOP = 'STOP',
}

registerEnumType(SortingActionKind, {
  name: 'SortingActionKind',
  description: 'What is done with a message.',
  valuesConfig: {
    MOVE: { description: 'It is stored in `folder` instead of the inbox.' },
    COPY: { description: 'It is stored in `folder` as well.' },
    FLAG: { description: 'It is flagged (`\\Flagged`), wherever it is stored.' },
    MARK_READ: { description: 'It is marked as read (`\\Seen`), wherever it is stored.' },
    FORWARD: { description: 'It is sent on to `address` as well. Needs the right REDIRECTIONS.' },
    DISCARD: {
      description:
        'It is not stored in the inbox and nobody is told, and no later rule sees it: it is lost, but for what ' +
        'COPY and FORWARD before it saved. Only as the last action.',
    },
    STOP: { description: 'No later rule sees it. Only as the last action.' },
  },
});
