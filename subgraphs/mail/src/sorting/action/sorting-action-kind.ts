import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const SortingActionKind = describedEnum('SortingActionKind', 'What is done with a message.', {
  MOVE: 'It is stored in `folder` instead of the inbox.',
  COPY: 'It is stored in `folder` as well.',
  FLAG: 'It is flagged (`\\Flagged`), wherever it is stored.',
  MARK_READ: 'It is marked as read (`\\Seen`), wherever it is stored.',
  FORWARD: 'It is sent on to `address` as well. Needs the right REDIRECTIONS.',
  DISCARD:
    'It is not stored in the inbox and nobody is told, and no later rule sees it: it is lost, but for what ' +
    'COPY and FORWARD before it saved. Only as the last action.',
  STOP: 'No later rule sees it. Only as the last action.',
});
export type SortingActionKind = ValueOf<typeof SortingActionKind>;
