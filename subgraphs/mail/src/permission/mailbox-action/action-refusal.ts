import { registerEnumType } from 'type-graphql';

export enum ActionRefusal {
  KEY_LACKS_SCOPE = 'KEY_LACKS_SCOPE',
  NOT_ADMINISTRATOR = 'NOT_ADMINISTRATOR',
  MISSING_RIGHT = 'MISSING_RIGHT',
  MAILBOX_SUSPENDED = 'MAILBOX_SUSPENDED',
  LIMIT_REACHED = 'LIMIT_REACHED',
}

registerEnumType(ActionRefusal, {
  name: 'ActionRefusal',
  description: 'Why you cannot do something now; where there are several reasons, the first of these.',
  valuesConfig: {
    KEY_LACKS_SCOPE: { description: 'Your credential, such as an API key, lacks the scope `mail:write`.' },
    NOT_ADMINISTRATOR: {
      description:
        'It is for administrators and legal responsibles of the organization; granting and withdrawing rights also ' +
        'for those whose own the mailbox is.',
    },
    MISSING_RIGHT: { description: 'You lack the right on this mailbox; an administrator can grant it.' },
    MAILBOX_SUSPENDED: {
      description: 'The mailbox is suspended: until it is resumed, only administrators change its settings.',
    },
    LIMIT_REACHED: { description: 'The mailbox has as many as it may have; remove one first.' },
  },
});
