import { registerEnumType } from 'type-graphql';

/** What a spam filter asked the mail server to do with a message; rspamd's actions. */
export enum SpamAction {
  NO_ACTION = 'NO_ACTION',
  GREYLIST = 'GREYLIST',
  ADD_HEADER = 'ADD_HEADER',
  REWRITE_SUBJECT = 'REWRITE_SUBJECT',
  SOFT_REJECT = 'SOFT_REJECT',
  REJECT = 'REJECT',
  QUARANTINE = 'QUARANTINE',
  DISCARD = 'DISCARD',
}

registerEnumType(SpamAction, {
  name: 'SpamAction',
  description: 'What a spam filter asked the mail server to do with a message.',
  valuesConfig: {
    NO_ACTION: { description: 'Nothing: it was not taken for spam.' },
    GREYLIST: { description: 'To take it only when it comes a second time.' },
    ADD_HEADER: {
      description: 'To mark it as spam in its header, by which a rule files it among the spam.',
    },
    REWRITE_SUBJECT: { description: 'To mark it as spam in its subject.' },
    SOFT_REJECT: { description: 'To refuse it for now.' },
    REJECT: { description: 'To refuse it.' },
    QUARANTINE: { description: 'To hold it until somebody has looked at it.' },
    DISCARD: { description: 'To drop it without telling the sender.' },
  },
});
