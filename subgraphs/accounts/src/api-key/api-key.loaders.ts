import { administeredOrganizations } from '@hostgraph/principal';
import { type Batch, pagesByParent, type RequestContext } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { ApiKeyScope } from './api-key-scope';
import { ApiKey } from './api-key.entity';

/** API keys of the organizations that the caller administers; of others it finds nothing. */
export const apiKeysById: Batch<string, ApiKey> = async (ctx, ids) => {
  const keys = await ctx.database
    .getRepository(ApiKey)
    .findBy({ id: In(readable(ctx, ids)), organizationId: In(administeredOrganizations(ctx.principal)) });
  return new Map(keys.map((key) => [key.id, key]));
};

/** The scope counts here, because a reference passes no resolver. What a key is, its user may always know. */
const readable = ({ principal }: RequestContext, ids: readonly string[]): string[] =>
  ids.filter(
    (id) =>
      id === principal.id ||
      principal.scopes.includes(ApiKeyScope.API_KEYS_READ) ||
      principal.scopes.includes(ApiKeyScope.API_KEYS_WRITE),
  );

/** The API keys of organizations, the newest first. */
export const apiKeyPages = pagesByParent({
  entity: ApiKey,
  parentColumn: 'organization_id',
  keyset: { columns: { created_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
