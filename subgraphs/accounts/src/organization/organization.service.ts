import { loadOrNotFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Organization } from './organization.entity';
import { organizationsById } from './organization.loaders';

/** @throws NOT_FOUND, for strangers too */
export const findOrganization = (ctx: RequestContext, id: string): Promise<Organization> =>
  loadOrNotFound(ctx, organizationsById, id, 'Organization');
