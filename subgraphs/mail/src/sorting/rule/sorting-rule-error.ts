import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const SortingRuleError = describedEnum('SortingRuleError', 'Why a rule does not do what it says.', {
  FOLDER_GONE:
    'A folder that it stores in is not there. What meets its conditions stays in the inbox, and later rules do ' +
    'not see it.',
  NOT_SUPPORTED: 'The mail server lacks what it needs, so it is left out.',
  REFUSED:
    'The mail server refuses it, such as for a malformed regular expression or because all rules together are too ' +
    'much, so it is left out.',
  FORWARD_NOT_ALLOWED:
    'It forwards, and who had it do so has lost the right REDIRECTIONS, or somebody has stopped it ' +
    '(`stopRuleForwarding`), so it is left out. Whoever holds that right has it forward again by updating it.',
  MAILBOX_SUSPENDED: 'It forwards, and the mailbox is suspended, so it is left out until that is resumed.',
});
export type SortingRuleError = ValueOf<typeof SortingRuleError>;
