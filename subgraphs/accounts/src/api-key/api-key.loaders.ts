import { type Batch, pagesByParent } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { administeredIdsOf } from '../organization/organization-rights';
import { ApiKey } from './api-key.entity';

/** API keys of the organizations that the caller administers; of others it finds nothing. */
export const apiKeysById: Batch<string, ApiKey> = async (ctx, ids) => {
  const keys = await ctx.database
    .getRepository(ApiKey)
    .findBy({ id: In([...ids]), organizationId: In(administeredIdsOf(ctx)) });
  return new Map(keys.map((key) => [key.id, key]));
};

/** The API keys of organizations, the newest first. */
export const apiKeyPages = pagesByParent({
  entity: ApiKey,
  parentColumn: 'organization_id',
  keyset: { columns: { created_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
