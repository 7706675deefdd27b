import { registerEnumType } from 'type-graphql';

export enum SortingRuleError {
  FOLDER_GONE = 'FOLDER_GONE',
  NOT_SUPPORTED = 'NOT_SUPPORTED',
  REFUSED = 'REFUSED',
  FORWARD_NOT_ALLOWED = 'FORWARD_NOT_ALLOWED',
  MAILBOX_SUSPENDED = 'MAILBOX_SUSPENDED',
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
        'The mail server refuses it, such as for a malformed regular expression or because all rules together are too ' +
        'much, so it is left out.',
    },
    FORWARD_NOT_ALLOWED: {
      description:
        'It forwards, and who had it do so has lost the right REDIRECTIONS, or somebody has stopped it ' +
        '(`stopRuleForwarding`), so it is left out. Whoever holds that right has it forward again by updating it.',
    },
    MAILBOX_SUSPENDED: {
      description: 'It forwards, and the mailbox is suspended, so it is left out until that is resumed.',
    },
  },
});
