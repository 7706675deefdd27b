import {
  type Connection,
  type ConnectionArgs,
  load,
  loadOrNotFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireReader } from '../organization/organization.service';
import type { LegacySite } from './legacy-site.entity';
import { legacySitesById, legacySitesByOrganization } from './legacy-site.loaders';

/** @throws NOT_FOUND */
export const getLegacySite = (ctx: RequestContext, id: string): Promise<LegacySite> =>
  loadOrNotFound(ctx, legacySitesById, id, 'Legacy site');

/** @throws FORBIDDEN */
export async function legacySitesOfOrganization(
  ctx: RequestContext,
  organizationId: string,
  page: ConnectionArgs,
): Promise<Connection<LegacySite> | null> {
  requireReader(ctx, organizationId);
  return load(ctx, legacySitesByOrganization, pageKey(organizationId, page));
}
