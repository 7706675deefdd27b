import {
  type Connection,
  type ConnectionArgs,
  load,
  notFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireReader } from '../organization/organization.service';
import type { LegacySite } from './legacy-site.entity';
import { legacySitesById, legacySitesByOrganization } from './legacy-site.loaders';

/** @throws NOT_FOUND */
export async function getLegacySite(ctx: RequestContext, id: string): Promise<LegacySite> {
  const site = await load(ctx, legacySitesById, id);
  if (!site) throw notFound('Legacy site');
  return site;
}

/** @throws FORBIDDEN */
export async function legacySitesOfOrganization(
  ctx: RequestContext,
  organizationId: string,
  page: ConnectionArgs,
): Promise<Connection<LegacySite> | null> {
  requireReader(ctx, organizationId);
  return load(ctx, legacySitesByOrganization, pageKey(organizationId, page));
}
