import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const ActionRefusal = describedEnum(
  'ActionRefusal',
  'Why you cannot do something now; where there are several reasons, the first of these.',
  {
    KEY_LACKS_SCOPE: 'Your credential, such as an API key, lacks the scope `mail:write`.',
    NOT_ADMINISTRATOR:
      'It is for administrators and legal responsibles of the organization; granting and withdrawing rights also ' +
      'for those whose own the mailbox is.',
    MISSING_RIGHT: 'You lack the right on this mailbox; an administrator can grant it.',
    MAILBOX_SUSPENDED:
      'The mailbox is suspended: until it is resumed, only administrators change its settings.',
    LIMIT_REACHED: 'The mailbox has as many as it may have; remove one first.',
  },
);
export type ActionRefusal = ValueOf<typeof ActionRefusal>;
