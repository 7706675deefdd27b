import { describedEnum } from '../schema/enums/described-enum';

/** Kinds of callers (@hostgraph/principal) that act; the gateway and anonymous callers only read. */
export const PrincipalKind = describedEnum('PrincipalKind', 'What somebody who acts is.', {
  PERSON: 'Somebody who signed in.',
  API_KEY: 'A program that shows an API key.',
});
