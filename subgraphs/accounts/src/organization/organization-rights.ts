import { administeredOrganizations, roleIn } from '@hostgraph/principal';
import { forbidden, notFound, type RequestContext } from '@hostgraph/subgraph-kit';

/**
 * Asserts that the caller is an administrator or a legal responsible.
 *
 * @param what such as "read the audit trail"
 * @throws NOT_FOUND for strangers, FORBIDDEN for collaborators
 */
export function requireAdministration(
  { principal }: RequestContext,
  organizationId: string,
  what: string,
): void {
  if (roleIn(principal, organizationId) === undefined) throw notFound('Organization');
  if (!administeredOrganizations(principal).includes(organizationId)) {
    throw forbidden(`Only an administrator or legal responsible of the organization may ${what}`);
  }
}
