import { forbidden, type RequestContext } from '@hostgraph/subgraph-kit';
import { callerOf } from './caller';

export const administers = (ctx: RequestContext, organizationId: string): boolean =>
  callerOf(ctx).administeredIds.includes(organizationId);

/**
 * @param what such as "create mailboxes"
 * @throws FORBIDDEN
 */
export function requireAdministration(ctx: RequestContext, organizationId: string, what: string): void {
  if (!administers(ctx, organizationId)) {
    throw forbidden(`Only an administrator or legal responsible of the organization may ${what}`);
  }
}
