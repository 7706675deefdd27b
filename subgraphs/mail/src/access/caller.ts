import { administeredOrganizations, organizationsWithRole } from '@hostgraph/principal';
import type { RequestContext } from '@hostgraph/subgraph-kit';

/** Who is calling, by what counts for mail. An API key administers its one organization. */
export interface Caller {
  readonly userId: string;
  /** Organizations all of whose mailboxes the caller looks after. */
  readonly administeredIds: readonly string[];
  /** Organizations in which the caller has no more than what was granted on single mailboxes. */
  readonly collaboratedIds: readonly string[];
}

/**
 * Reads the caller from the principal. Roles come from there alone: who has left an organization, or has a role
 * that this version does not know, has nothing in it, whatever grants are still stored.
 */
export const callerOf = ({ principal }: RequestContext): Caller => ({
  userId: principal.id,
  administeredIds: administeredOrganizations(principal),
  collaboratedIds: organizationsWithRole(principal, ['COLLABORATOR']),
});
