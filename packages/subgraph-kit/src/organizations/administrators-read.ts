import { administeredOrganizations } from '@hostgraph/principal';
import type { RequestContext } from '../context/request-context';
import { forbidden } from '../errors/coded-error';
import type { Visible } from '../loaders/by-id';

/**
 * Who reads what a subgraph has of organizations, where those are their administrators and legal responsibles. The
 * credential's scope counts here too, because a reference to an entity passes no resolver.
 *
 * @param scopes one of which the credential must have
 */
export function administratorsRead(...scopes: readonly string[]) {
  const readableOrganizations = ({ principal }: RequestContext): string[] =>
    scopes.some((scope) => principal.scopes.includes(scope)) ? administeredOrganizations(principal) : [];

  /** What belongs to them. Every query that does not start from an organization is limited to it. */
  const ofReadableOrganizations: Visible = (ctx, parameter) =>
    `item.organization_id = ANY(${parameter(readableOrganizations(ctx))})`;

  /** @throws FORBIDDEN for a member who may know of the organization, but not of what it has here */
  function requireReader(ctx: RequestContext, organizationId: string): void {
    if (!readableOrganizations(ctx).includes(organizationId)) {
      throw forbidden('Only a legal responsible or an administrator of the organization may read this');
    }
  }

  return { readableOrganizations, ofReadableOrganizations, requireReader };
}
