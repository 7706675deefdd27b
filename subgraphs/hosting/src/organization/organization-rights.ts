import { administeredOrganizations } from '@hostgraph/principal';
import { forbidden, type RequestContext } from '@hostgraph/subgraph-kit';

/**
 * For objects that the caller is known to see.
 *
 * @param what such as "read the audit trail"
 * @throws FORBIDDEN
 */
export function requireAdministration(
  { principal }: RequestContext,
  organizationId: string,
  what: string,
): void {
  if (!administeredOrganizations(principal).includes(organizationId)) {
    throw forbidden(`Only an administrator or legal responsible of the organization may ${what}`);
  }
}
