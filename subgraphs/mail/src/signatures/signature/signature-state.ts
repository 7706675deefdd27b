import { registerEnumType } from 'type-graphql';

export enum SignatureState {
  DRAFT = 'DRAFT',
  READY = 'READY',
}

registerEnumType(SignatureState, {
  name: 'SignatureState',
  description: 'Whether a signature can be put under messages.',
  valuesConfig: {
    DRAFT: { description: 'Not yet: somebody is still to look at it or to give values to its variables.' },
    READY: { description: 'Yes: all its variables have values, and somebody has said that it is finished.' },
  },
});
