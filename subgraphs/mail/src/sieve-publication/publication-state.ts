import { registerEnumType } from 'type-graphql';

/** NOT_CONFIGURED is not stored: it is what anything is where there is no mail server. */
export enum SievePublicationState {
  PENDING = 'PENDING',
  PUBLISHED = 'PUBLISHED',
  FAILED = 'FAILED',
  NOT_CONFIGURED = 'NOT_CONFIGURED',
}

registerEnumType(SievePublicationState, {
  name: 'SievePublicationState',
  description: 'Whether the mail server does what is stored here.',
  valuesConfig: {
    PENDING: { description: 'It has an earlier state of it for some seconds more.' },
    PUBLISHED: { description: 'It has what is stored here.' },
    FAILED: {
      description:
        'It could not be brought to take it, and goes on as before; `serverWords` says why. The next change tries again.',
    },
    NOT_CONFIGURED: { description: 'This system is connected to no mail server: nothing acts on mail.' },
  },
});
