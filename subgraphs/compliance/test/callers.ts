import { DEMO_PEOPLE, type DemoPerson, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';

const scopes = ['compliance:read'];

const signedIn = ({ userId, organizationId, role }: DemoPerson): Principal => ({
  kind: 'PERSON',
  id: userId,
  scopes,
  roles: { [organizationId]: role },
});

export const legalResponsible = signedIn(DEMO_PEOPLE.legalResponsible);
export const administrator = signedIn(DEMO_PEOPLE.administrator);
export const collaborator = signedIn(DEMO_PEOPLE.collaborator);
/** Legal responsible of another organization. */
export const stranger = signedIn(DEMO_PEOPLE.stranger);
export const apiKey: Principal = {
  kind: 'API_KEY',
  id: 'key_1',
  scopes,
  roles: { [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' },
};
export const apiKeyWithoutScope: Principal = { ...apiKey, scopes: ['mail:read'] };
