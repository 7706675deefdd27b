import { roleIn } from '@hostgraph/principal';
import { notFound, requireAdministration, type RequestContext } from '@hostgraph/subgraph-kit';

/**
 * For an organization that the caller names.
 *
 * @param what such as "create API keys"
 * @throws NOT_FOUND for strangers, FORBIDDEN for collaborators
 */
export function requireOwnAdministration(ctx: RequestContext, organizationId: string, what: string): void {
  if (roleIn(ctx.principal, organizationId) === undefined) throw notFound('Organization');
  requireAdministration(ctx, organizationId, what);
}
