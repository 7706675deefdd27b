import { EXAMPLE_ORGANIZATION, OPERATOR_ORGANIZATION, OTHER_ORGANIZATION } from './organizations';

export interface DemoPerson {
  readonly userId: string;
  /** Who this is to the identity provider (`sub`). */
  readonly subject: string;
  /** What is typed to sign in; the demonstration asks for no password. */
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly organizationId: string;
  readonly role: 'LEGAL_RESPONSIBLE' | 'ADMINISTRATOR' | 'COLLABORATOR';
}

function person(name: string, domain: string, organizationId: string, role: DemoPerson['role']): DemoPerson {
  const login = name.toLowerCase();
  return {
    userId: `usr_demo${name}`.padEnd(26, '0'),
    subject: `demo-${login}`,
    login,
    name,
    email: `${login}@${domain}`,
    organizationId,
    role,
  };
}

/** Named by the part that they play. The two collaborators work with Anna's mailbox. */
export const DEMO_PEOPLE = {
  legalResponsible: person('Cora', 'example.test', EXAMPLE_ORGANIZATION.id, 'LEGAL_RESPONSIBLE'),
  administrator: person('Anna', 'example.test', EXAMPLE_ORGANIZATION.id, 'ADMINISTRATOR'),
  collaborator: person('Bert', 'example.test', EXAMPLE_ORGANIZATION.id, 'COLLABORATOR'),
  collaboratorWithoutLogs: person('Dirk', 'example.test', EXAMPLE_ORGANIZATION.id, 'COLLABORATOR'),
  stranger: person('Eve', 'other.test', OTHER_ORGANIZATION.id, 'LEGAL_RESPONSIBLE'),
  operator: person('Olga', 'provider.test', OPERATOR_ORGANIZATION.id, 'LEGAL_RESPONSIBLE'),
} as const;
