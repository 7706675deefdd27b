import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const SortingField = describedEnum('SortingField', 'What of a message a condition looks at.', {
  HEADER: 'The header field that `header` names, decoded, such as `List-Id`.',
  SUBJECT: 'The header field `Subject`, decoded.',
  FROM: 'The addresses in the header field `From`, which anybody can write; without names, which `HEADER` sees.',
  TO: 'The addresses in the header field `To`.',
  CC: 'The addresses in the header field `Cc`.',
  REPLY_TO: 'The addresses in the header field `Reply-To`.',
  ENVELOPE_FROM: 'The envelope sender, to which failures are reported (RFC 5321, MAIL FROM).',
  ENVELOPE_TO: 'The address that the message was delivered for (RFC 5321, RCPT TO), such as an alias.',
  SIZE: 'The size of the whole message in bytes.',
  BODY: 'The text of the message, without attachments.',
  MESSAGE_CLASS: 'What the message was taken for; the values are `SPAM` and `ADVERTISING`.',
});
export type SortingField = ValueOf<typeof SortingField>;
