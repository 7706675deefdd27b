import { administeredOrganizations } from '@hostgraph/principal';
import { forbidden, type RequestContext } from '@hostgraph/subgraph-kit';

/** Roles are the present ones, from the gateway's statement; `organizationId` is what the graph says, if it does. */
export const administers = ({ principal }: RequestContext, organizationId: string | undefined): boolean =>
  organizationId !== undefined && administeredOrganizations(principal).includes(organizationId);

/**
 * @param what such as "order log retention"
 * @throws FORBIDDEN
 */
export function requireAdministration(
  ctx: RequestContext,
  organizationId: string | undefined,
  what: string,
): asserts organizationId is string {
  if (!administers(ctx, organizationId)) {
    throw forbidden(`Only an administrator or legal responsible of the organization may ${what}`);
  }
}
