import { registerEnumType } from 'type-graphql';

export enum SortingField {
  HEADER = 'HEADER',
  SUBJECT = 'SUBJECT',
  FROM = 'FROM',
  TO = 'TO',
  CC = 'CC',
  REPLY_TO = 'REPLY_TO',
  ENVELOPE_FROM = 'ENVELOPE_FROM',
  ENVELOPE_TO = 'ENVELOPE_TO',
  SIZE = 'SIZE',
  BODY = 'BODY',
  MESSAGE_CLASS = 'MESSAGE_CLASS',
}

registerEnumType(SortingField, {
  name: 'SortingField',
  description: 'What of a message a condition looks at.',
  valuesConfig: {
    HEADER: { description: 'The header field that `header` names, decoded, such as `List-Id`.' },
    SUBJECT: { description: 'The header field `Subject`, decoded.' },
    FROM: {
      description:
        'The addresses in the header field `From`, which anybody can write; without names, which `HEADER` sees.',
    },
    TO: { description: 'The addresses in the header field `To`.' },
    CC: { description: 'The addresses in the header field `Cc`.' },
    REPLY_TO: { description: 'The addresses in the header field `Reply-To`.' },
    ENVELOPE_FROM: {
      description: 'The envelope sender, to which failures are reported (RFC 5321, MAIL FROM).',
    },
    ENVELOPE_TO: {
      description: 'The address that the message was delivered for (RFC 5321, RCPT TO), such as an alias.',
    },
    SIZE: { description: 'The size of the whole message in bytes.' },
    BODY: { description: 'The text of the message, without attachments.' },
    MESSAGE_CLASS: {
      description: 'What the message was taken for; the values are `SPAM` and `ADVERTISING`.',
    },
  },
});
