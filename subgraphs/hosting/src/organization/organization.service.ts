import { roleIn } from '@hostgraph/principal';
import { administratorsRead, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Organization } from './organization.type';

/** Who reads sites and FTP accounts; what one may change, one may see. */
export const { readableOrganizations, ofReadableOrganizations, requireReader } = administratorsRead(
  'hosting:read',
  'hosting:write',
);

/** @returns null where the caller has no role, as for an organization that does not exist */
export const findOrganization = (
  { principal }: RequestContext,
  id: string,
): Pick<Organization, 'id'> | null => (roleIn(principal, id) === undefined ? null : { id });
