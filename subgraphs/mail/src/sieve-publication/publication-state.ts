import { registerEnumType } from 'type-graphql';

/** NOT_CONFIGURED is not stored: it is what anything is where there is no mail server. */
export enum SievePublicationState {
  PENDING = 'PENDING',
  PUBLISHED = 'PUBLISHED',
  PARTIAL = 'PARTIAL',
  FAILED = 'FAILED',
  NOT_CONFIGURED = 'NOT_CONFIGURED',
}

registerEnumType(SievePublicationState, {
  name: 'SievePublicationState',
  description: 'Whether the mail server does what is stored here.',
  valuesConfig: {
    PENDING: { description: 'It has an earlier state of it for some seconds more.' },
    PUBLISHED: { description: 'It has what is stored here.' },
    PARTIAL: {
      description:
        'It has what is stored here, but for what it refuses and what may not act at present: `SortingRule.error` and ' +
        '`AutoReply.suppressedBecause` say why.',
    },
    FAILED: {
      description:
        'It could not be brought to take it, mostly because it is away, and goes on as before. It is asked again ' +
        'every ten minutes until it does.',
    },
    NOT_CONFIGURED: { description: 'This system is connected to no mail server: nothing acts on mail.' },
  },
});
