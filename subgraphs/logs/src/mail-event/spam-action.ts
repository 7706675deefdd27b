import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** What a spam filter asked the mail server to do with a message; rspamd's actions. */
export const SpamAction = describedEnum(
  'SpamAction',
  'What a spam filter asked the mail server to do with a message.',
  {
    NO_ACTION: 'Nothing: it was not taken for spam.',
    GREYLIST: 'To take it only when it comes a second time.',
    ADD_HEADER: 'To mark it as spam in its header, by which a rule files it among the spam.',
    REWRITE_SUBJECT: 'To mark it as spam in its subject.',
    SOFT_REJECT: 'To refuse it for now.',
    REJECT: 'To refuse it.',
    QUARANTINE: 'To hold it until somebody has looked at it.',
    DISCARD: 'To drop it without telling the sender.',
  },
);
export type SpamAction = ValueOf<typeof SpamAction>;
