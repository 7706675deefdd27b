import { registerEnumType } from 'type-graphql';
import { Placeholders } from '../../template/placeholders';

export enum AutoReplyVariable {
  NAME = 'NAME',
  RETURN_DATE = 'RETURN_DATE',
  DEPUTY = 'DEPUTY',
}

registerEnumType(AutoReplyVariable, {
  name: 'AutoReplyVariable',
  description: 'What the text of an auto-reply can leave open; a text says it between two braces.',
  valuesConfig: {
    NAME: { description: '`{{name}}`: who is away. By default the display name of the mailbox.' },
    RETURN_DATE: {
      description:
        '`{{returnDate}}`: the first day back. By default the day on which the auto-reply ends, in the language of ' +
        'the text and the time zone of the mailbox.',
    },
    DEPUTY: { description: '`{{deputy}}`: whom to turn to meanwhile. There is no default.' },
  },
});

export const AUTO_REPLY_PLACEHOLDERS = new Placeholders<AutoReplyVariable>({
  [AutoReplyVariable.NAME]: 'name',
  [AutoReplyVariable.RETURN_DATE]: 'returnDate',
  [AutoReplyVariable.DEPUTY]: 'deputy',
});
