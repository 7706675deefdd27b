import { registerEnumType } from 'type-graphql';

export enum SortingRuleError {
  FOLDER_GONE = 'FOLDER_GONE',
  NOT_SUPPORTED = 'NOT_SUPPORTED',
  REFUSED = 'REFUSED',
}

registerEnumType(SortingRuleError, {
  name: 'SortingRuleError',
  description: 'Why a rule does not do what it says.',
  valuesConfig: {
    FOLDER_GONE: {
      description:
        'A folder that it stores in is not there. What meets its conditions stays in the inbox, and later rules do ' +
        'not see it.',
    },
    NOT_SUPPORTED: { description: 'The mail server lacks what it needs, so it is left out.' },
    REFUSED: {
      description:
        'The mail server refuses it, such as for a malformed regular expression, so it is left out.',
    },
  },
});
