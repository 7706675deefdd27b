import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** NOT_CONFIGURED is not stored: it is what anything is where there is no mail server. */
export const SievePublicationState = describedEnum(
  'SievePublicationState',
  'Whether the mail server does what is stored here.',
  {
    PENDING: 'It has an earlier state of it for some seconds more.',
    PUBLISHED: 'It has what is stored here.',
    PARTIAL:
      'It has what is stored here, but for what it refuses and what may not act at present: `SortingRule.error` and ' +
      '`AutoReply.suppressedBecause` say why.',
    FAILED:
      'It could not be brought to take it, mostly because it is away, and goes on as before. It is asked again ' +
      'every ten minutes until it does.',
    NOT_CONFIGURED: 'This system is connected to no mail server: nothing acts on mail.',
  },
);
export type SievePublicationState = ValueOf<typeof SievePublicationState>;
