import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const SignatureState = describedEnum(
  'SignatureState',
  'Whether a signature can be put under messages.',
  {
    DRAFT: 'Not yet: somebody is still to look at it or to give values to its variables.',
    READY: 'Yes: all its variables have values, and somebody has said that it is finished.',
  },
);
export type SignatureState = ValueOf<typeof SignatureState>;
