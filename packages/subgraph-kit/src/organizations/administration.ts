import { administeredOrganizations } from '@hostgraph/principal';
import type { RequestContext } from '../context/request-context';
import { forbidden } from '../errors/coded-error';

/**
 * Whether the caller is an administrator or a legal responsible of an organization at this moment: roles come from the
 * principal token.
 *
 * @param organizationId undefined where the graph does not say whose something is
 */
export const administers = (
  { principal }: Pick<RequestContext, 'principal'>,
  organizationId: string | undefined,
): boolean => organizationId !== undefined && administeredOrganizations(principal).includes(organizationId);

/**
 * For what the caller is known to see: strangers, who do not, are to hear NOT_FOUND.
 *
 * @param what such as "read the audit trail"
 * @throws FORBIDDEN
 */
export function requireAdministration(
  ctx: Pick<RequestContext, 'principal'>,
  organizationId: string | undefined,
  what: string,
): asserts organizationId is string {
  if (!administers(ctx, organizationId)) {
    throw forbidden(`Only an administrator or legal responsible of the organization may ${what}`);
  }
}
