import { type Batch, pagesByParent } from '@hostgraph/subgraph-kit';
import { Any } from 'typeorm';
import { readableOrganizations } from '../organization/organization.service';
import { LegacySite } from './legacy-site.entity';

export const legacySitesById: Batch<string, LegacySite> = async (ctx, ids) => {
  const sites = await ctx.database.getRepository(LegacySite).findBy({
    id: Any([...ids]),
    organizationId: Any(readableOrganizations(ctx)),
  });
  return new Map(sites.map((site) => [site.id, site]));
};

export const legacySitesByOrganization = pagesByParent({
  entity: LegacySite,
  parentColumn: 'organization_id',
  keyset: { columns: { host_name: 'text' }, direction: 'ASC' },
});
