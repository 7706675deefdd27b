import { forbidden, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Organization } from './organization.type';

/** Who reads DPA documents. An API key has the role of an administrator. */
const READERS = ['LEGAL_RESPONSIBLE', 'ADMINISTRATOR'];

/**
 * The organizations whose DPA documents the caller may read: role and credential must both allow it. The
 * credential's scope counts here too, because a reference to an entity passes no resolver. Every query that
 * does not start from an organization is limited to these: the one place that separates tenants.
 */
export function readableOrganizations({ principal }: RequestContext): string[] {
  if (!principal.scopes.includes('compliance:read')) return [];
  return Object.entries(principal.roles)
    .filter(([, role]) => READERS.includes(role))
    .map(([organizationId]) => organizationId);
}

/** @throws FORBIDDEN for a member who may know of the organization, but not of its documents */
export function requireReader(ctx: RequestContext, organizationId: string): void {
  if (!readableOrganizations(ctx).includes(organizationId)) {
    throw forbidden('Only a legal responsible or an administrator of the organization may read this');
  }
}

/** @returns null where the caller has no role, as for an organization that does not exist */
export function findOrganization({ principal }: RequestContext, id: string): Pick<Organization, 'id'> | null {
  // Own properties only: `roles` is parsed JSON, and `constructor` is no organization.
  return Object.hasOwn(principal.roles, id) ? { id } : null;
}
