import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';
import { Placeholders } from '../../template/placeholders';

export const AutoReplyVariable = describedEnum(
  'AutoReplyVariable',
  'What the text of an auto-reply can leave open; a text says it between two braces.',
  {
    NAME: '`{{name}}`: who is away. By default the display name of the mailbox.',
    RETURN_DATE:
      '`{{returnDate}}`: the first day back. By default the day on which the auto-reply ends, in the language of ' +
      'the text and the time zone of the mailbox.',
    DEPUTY: '`{{deputy}}`: whom to turn to meanwhile. There is no default.',
  },
);
export type AutoReplyVariable = ValueOf<typeof AutoReplyVariable>;

export const AUTO_REPLY_PLACEHOLDERS = new Placeholders<AutoReplyVariable>({
  [AutoReplyVariable.NAME]: 'name',
  [AutoReplyVariable.RETURN_DATE]: 'returnDate',
  [AutoReplyVariable.DEPUTY]: 'deputy',
});
