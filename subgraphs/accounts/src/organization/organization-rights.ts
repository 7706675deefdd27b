import { forbidden, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import { OrganizationRole } from './organization-role';

const ADMINISTRATION: ReadonlySet<string> = new Set([
  OrganizationRole.LEGAL_RESPONSIBLE,
  OrganizationRole.ADMINISTRATOR,
]);

/** The caller's role; undefined to a stranger, and for whatever text a client sent as an id. */
export const roleIn = ({ principal }: RequestContext, organizationId: string): string | undefined =>
  Object.hasOwn(principal.roles, organizationId) ? principal.roles[organizationId] : undefined;

/** Ids of the organizations that the caller belongs to. */
export const organizationIdsOf = ({ principal }: RequestContext): string[] => Object.keys(principal.roles);

/** Ids of the organizations that the caller administers. */
export const administeredIdsOf = ({ principal }: RequestContext): string[] =>
  Object.entries(principal.roles)
    .filter(([, role]) => ADMINISTRATION.has(role))
    .map(([id]) => id);

/**
 * Asserts that the caller is an administrator or a legal responsible.
 *
 * @param what such as "read the audit trail"
 * @throws NOT_FOUND for strangers, FORBIDDEN for collaborators
 */
export function requireAdministration(ctx: RequestContext, organizationId: string, what: string): void {
  const role = roleIn(ctx, organizationId);
  if (role === undefined) throw notFound('Organization');
  if (!ADMINISTRATION.has(role)) {
    throw forbidden(`Only an administrator or legal responsible of the organization may ${what}`);
  }
}
