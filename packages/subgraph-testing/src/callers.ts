import { DEMO_PEOPLE, type DemoPerson, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';

/** The people of the demonstration, and a partner's API key, as the gateway would vouch for them. */
export interface Callers {
  readonly legalResponsible: Principal;
  readonly administrator: Principal;
  readonly collaborator: Principal;
  readonly collaboratorWithoutLogs: Principal;
  /** Legal responsible of another organization. */
  readonly stranger: Principal;
  /** Legal responsible of the operator's organization. */
  readonly operator: Principal;
  readonly apiKey: Principal;
}

/** @param scopes those of every caller's credential */
export function callersWith(scopes: readonly string[]): Callers {
  const signedIn = ({ userId, organizationId, role }: DemoPerson): Principal => ({
    kind: 'PERSON',
    id: userId,
    scopes,
    roles: { [organizationId]: role },
  });
  return {
    legalResponsible: signedIn(DEMO_PEOPLE.legalResponsible),
    administrator: signedIn(DEMO_PEOPLE.administrator),
    collaborator: signedIn(DEMO_PEOPLE.collaborator),
    collaboratorWithoutLogs: signedIn(DEMO_PEOPLE.collaboratorWithoutLogs),
    stranger: signedIn(DEMO_PEOPLE.stranger),
    operator: signedIn(DEMO_PEOPLE.operator),
    apiKey: { kind: 'API_KEY', id: 'key_1', scopes, roles: { [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' } },
  };
}
