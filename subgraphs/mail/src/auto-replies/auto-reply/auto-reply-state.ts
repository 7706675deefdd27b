import { registerEnumType } from 'type-graphql';

export enum AutoReplyState {
  SCHEDULED = 'SCHEDULED',
  ACTIVE = 'ACTIVE',
  ENDED = 'ENDED',
  OFF = 'OFF',
  SUPPRESSED = 'SUPPRESSED',
  PENDING = 'PENDING',
}

registerEnumType(AutoReplyState, {
  name: 'AutoReplyState',
  description: 'What an auto-reply does at this moment.',
  valuesConfig: {
    SCHEDULED: { description: 'It is switched on, and begins later.' },
    ACTIVE: { description: 'It answers.' },
    ENDED: { description: 'It was never switched off, but its end is past.' },
    OFF: { description: 'It was switched off, or another one was switched on in its place.' },
    SUPPRESSED: { description: 'It would answer, but something prevents it: `suppressedBecause` says what.' },
    PENDING: {
      description:
        'It was switched on or off or changed, and the mail server has not taken that yet, so it does what it did ' +
        'before: `sievePublication` tells how far it is. Mostly a second, longer while the mail server is away.',
    },
  },
});

export enum AutoReplySuppression {
  MAILBOX_SUSPENDED = 'MAILBOX_SUSPENDED',
  HAND_WRITTEN_SCRIPT = 'HAND_WRITTEN_SCRIPT',
  REFUSED = 'REFUSED',
}

registerEnumType(AutoReplySuppression, {
  name: 'AutoReplySuppression',
  description: 'Why an auto-reply that is switched on, and whose time it is, does not answer.',
  valuesConfig: {
    MAILBOX_SUSPENDED: { description: 'The mailbox is suspended, and nothing is sent from it.' },
    HAND_WRITTEN_SCRIPT: {
      description:
        'A script that somebody wrote by hand is active in the mailbox and takes the place of all that is set here: ' +
        '`SievePublication.isOverridden`.',
    },
    REFUSED: { description: 'The mail server does not take it.' },
  },
});
