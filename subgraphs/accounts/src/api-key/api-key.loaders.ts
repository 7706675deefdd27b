import { administeredOrganizations } from '@hostgraph/principal';
import { byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { ApiKeyScope } from './api-key-scope';
import { ApiKey } from './api-key.entity';

/**
 * API keys of the organizations that the caller administers; of others it finds nothing. The scope counts here,
 * because a reference passes no resolver. What a key is, its user may always know.
 */
export const apiKeysById = byId(ApiKey, ({ principal }, parameter) => {
  const mayReadAll = [ApiKeyScope.API_KEYS_READ, ApiKeyScope.API_KEYS_WRITE].some((scope) =>
    principal.scopes.includes(scope),
  );
  const isReadable = mayReadAll ? 'true' : `item.id = ${parameter(principal.id)}`;
  return `item.organization_id = ANY(${parameter(administeredOrganizations(principal))}) AND ${isReadable}`;
});

/** The API keys of organizations, the newest first. */
export const apiKeyPages = pagesByParent({
  entity: ApiKey,
  parentColumn: 'organization_id',
  keyset: { columns: { created_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
