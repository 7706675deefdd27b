import { roleIn } from '@hostgraph/principal';
import type { Batch } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { Organization } from './organization.entity';

/** Organizations that the caller belongs to; of others it finds nothing. */
export const organizationsById: Batch<string, Organization> = async (ctx, ids) => {
  const visible = ids.filter((id) => roleIn(ctx.principal, id) !== undefined);
  const organizations = await ctx.database.getRepository(Organization).findBy({ id: In(visible) });
  return new Map(organizations.map((organization) => [organization.id, organization]));
};
