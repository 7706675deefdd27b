import { registerEnumType } from 'type-graphql';

/** Kinds of callers (@hostgraph/principal) that act; the gateway and anonymous callers only read. */
export const PrincipalKind = { PERSON: 'PERSON', API_KEY: 'API_KEY' } as const;

registerEnumType(PrincipalKind, {
  name: 'PrincipalKind',
  description: 'What somebody who acts is.',
  valuesConfig: {
    PERSON: { description: 'Somebody who signed in.' },
    API_KEY: { description: 'A program that shows an API key.' },
  },
});
