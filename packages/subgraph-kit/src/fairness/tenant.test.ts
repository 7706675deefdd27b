import { ANONYMOUS, type Principal } from '@hostgraph/principal';
import { tenantOf } from './tenant';

const caller = (kind: Principal['kind'], id: string, organizations: readonly string[]): Principal => ({
  kind,
  id,
  scopes: [],
  roles: Object.fromEntries(organizations.map((organization) => [organization, 'COLLABORATOR'])),
});

it.each([
  ['an API key counts with its organization', caller('API_KEY', 'key_1', ['org_1']), 'org_1'],
  ['another key of it does not have a share of its own', caller('API_KEY', 'key_2', ['org_1']), 'org_1'],
  ['nor have the people of that organization alone', caller('PERSON', 'usr_1', ['org_1']), 'org_1'],
  ['who belongs to several is one by themselves', caller('PERSON', 'usr_2', ['org_1', 'org_2']), 'usr_2'],
  ['and so is who belongs to none', caller('PERSON', 'usr_3', []), 'usr_3'],
  ['those who are not signed in are one together', ANONYMOUS, 'anonymous'],
  ['the gateway asks for everybody', caller('GATEWAY', 'gateway', []), undefined],
])('%s', (_rule, principal, tenant) => {
  expect(tenantOf(principal)).toBe(tenant);
});
