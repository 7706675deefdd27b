import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const AutoReplyState = describedEnum('AutoReplyState', 'What an auto-reply does at this moment.', {
  SCHEDULED: 'It is switched on, and begins later.',
  ACTIVE: 'It answers.',
  ENDED: 'It was never switched off, but its end is past.',
  OFF: 'It was switched off, or another one was switched on in its place.',
  SUPPRESSED: 'It would answer, but something prevents it: `suppressedBecause` says what.',
  PENDING:
    'It was switched on or off or changed, and the mail server has not taken that yet, so it does what it did ' +
    'before: `sievePublication` tells how far it is. Mostly a second, longer while the mail server is away.',
});
export type AutoReplyState = ValueOf<typeof AutoReplyState>;

export const AutoReplySuppression = describedEnum(
  'AutoReplySuppression',
  'Why an auto-reply that is switched on, and whose time it is, does not answer.',
  {
    MAILBOX_SUSPENDED: 'The mailbox is suspended, and nothing is sent from it.',
    HAND_WRITTEN_SCRIPT:
      'A script that somebody wrote by hand is active in the mailbox and takes the place of all that is set here: ' +
      '`SievePublication.isOverridden`.',
    REFUSED: 'The mail server does not take it.',
  },
);
export type AutoReplySuppression = ValueOf<typeof AutoReplySuppression>;
