import type { Principal } from './principal';

/** The parts that somebody can have in an organization. */
export const ORGANIZATION_ROLES = ['LEGAL_RESPONSIBLE', 'ADMINISTRATOR', 'COLLABORATOR'] as const;

export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

/** Those who look after everything that belongs to their organization. */
const ADMINISTRATION: readonly OrganizationRole[] = ['LEGAL_RESPONSIBLE', 'ADMINISTRATOR'];

/**
 * The principal's role in an organization.
 *
 * @param organizationId whatever a client sent
 * @returns undefined for a stranger, and for a role that this version does not know
 */
export function roleIn({ roles }: Principal, organizationId: string): OrganizationRole | undefined {
  // Own properties only: `roles` is parsed JSON, and `constructor` is no organization.
  const role = Object.hasOwn(roles, organizationId) ? roles[organizationId] : undefined;
  return ORGANIZATION_ROLES.find((known) => known === role);
}

/** Ids of the organizations in which the principal has one of the roles. */
export const organizationsWithRole = (
  principal: Principal,
  roles: readonly OrganizationRole[] = ORGANIZATION_ROLES,
): string[] =>
  Object.keys(principal.roles).filter((id) => roles.some((role) => role === principal.roles[id]));

/** Ids of the organizations that the principal administers. */
export const administeredOrganizations = (principal: Principal): string[] =>
  organizationsWithRole(principal, ADMINISTRATION);
