import { roleIn } from '@hostgraph/principal';
import { administratorsRead, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Organization } from './organization.type';

/** Who reads DPA documents. */
export const { ofReadableOrganizations, requireReader } = administratorsRead('compliance:read');

/** @returns null where the caller has no role, as for an organization that does not exist */
export const findOrganization = (
  { principal }: RequestContext,
  id: string,
): Pick<Organization, 'id'> | null => (roleIn(principal, id) === undefined ? null : { id });
