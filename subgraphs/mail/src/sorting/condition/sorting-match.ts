import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const SortingMatch = describedEnum(
  'SortingMatch',
  'How many of the conditions a message has to meet.',
  {
    ALL: 'Every one of them.',
    ANY: 'At least one of them.',
  },
);
export type SortingMatch = ValueOf<typeof SortingMatch>;
