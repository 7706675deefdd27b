import { administeredOrganizations, organizationsWithRole, type Principal, roleIn } from './index';

const principal: Principal = {
  kind: 'PERSON',
  id: 'usr_1',
  scopes: [],
  roles: { org_1: 'LEGAL_RESPONSIBLE', org_2: 'ADMINISTRATOR', org_3: 'COLLABORATOR', org_4: 'OWNER' },
};

it('tells the role in an organization', () => {
  expect(['org_1', 'org_3'].map((id) => roleIn(principal, id))).toEqual([
    'LEGAL_RESPONSIBLE',
    'COLLABORATOR',
  ]);
});

it.each(['org_5', 'org_4', 'constructor', '__proto__', ''])('knows no role in %j', (id) => {
  expect(roleIn(principal, id)).toBeUndefined();
});

it('lists organizations by role, none for a role that it does not know', () => {
  expect(organizationsWithRole(principal)).toEqual(['org_1', 'org_2', 'org_3']);
  expect(organizationsWithRole(principal, ['COLLABORATOR'])).toEqual(['org_3']);
  expect(administeredOrganizations(principal)).toEqual(['org_1', 'org_2']);
});
