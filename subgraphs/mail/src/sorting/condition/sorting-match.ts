import { registerEnumType } from 'type-graphql';

export enum SortingMatch {
  ALL = 'ALL',
  ANY = 'ANY',
}

registerEnumType(SortingMatch, {
  name: 'SortingMatch',
  description: 'How many of the conditions a message has to meet.',
  valuesConfig: {
    ALL: { description: 'Every one of them.' },
    ANY: { description: 'At least one of them.' },
  },
});
