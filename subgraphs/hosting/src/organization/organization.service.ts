import { administeredOrganizations, roleIn } from '@hostgraph/principal';
import { forbidden, type RequestContext, type Visible } from '@hostgraph/subgraph-kit';
import type { Organization } from './organization.type';

const READING_SCOPES = ['hosting:read', 'hosting:write'];

/**
 * The organizations whose sites and FTP accounts the caller may read: role and credential must both allow it.
 * The credential's scope counts here too, because a reference to an entity passes no resolver. What one may change,
 * one may see.
 */
export const readableOrganizations = ({ principal }: RequestContext): string[] =>
  READING_SCOPES.some((scope) => principal.scopes.includes(scope))
    ? administeredOrganizations(principal)
    : [];

/** What belongs to them. Every query that does not start from an organization is limited to it. */
export const ofReadableOrganizations: Visible = (ctx, parameter) =>
  `item.organization_id = ANY(${parameter(readableOrganizations(ctx))})`;

/** @throws FORBIDDEN for a member who may know of the organization, but not of its sites and accounts */
export function requireReader(ctx: RequestContext, organizationId: string): void {
  if (!readableOrganizations(ctx).includes(organizationId)) {
    throw forbidden('Only a legal responsible or an administrator of the organization may read this');
  }
}

/** @returns null where the caller has no role, as for an organization that does not exist */
export const findOrganization = (
  { principal }: RequestContext,
  id: string,
): Pick<Organization, 'id'> | null => (roleIn(principal, id) === undefined ? null : { id });
