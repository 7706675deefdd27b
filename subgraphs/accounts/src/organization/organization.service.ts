import { load, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Organization } from './organization.entity';
import { organizationsById } from './organization.loaders';

/** @throws NOT_FOUND, for strangers too */
export async function findOrganization(ctx: RequestContext, id: string): Promise<Organization> {
  const organization = await load(ctx, organizationsById, id);
  if (!organization) throw notFound('Organization');
  return organization;
}
