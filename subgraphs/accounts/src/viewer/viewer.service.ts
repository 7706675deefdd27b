import { load, PrincipalKind, type RequestContext } from '@hostgraph/subgraph-kit';
import type { ApiKey } from '../api-key/api-key.entity';
import { apiKeysById } from '../api-key/api-key.loaders';
import type { User } from '../user/user.entity';
import { usersById } from '../user/user.loaders';
import { Viewer } from './viewer.type';

export function describeViewer({ principal: { id, kind, roles } }: RequestContext): Viewer {
  const memberships = Object.entries(roles).map(([organizationId, role]) => ({ organizationId, role }));
  return Object.assign(new Viewer(), { id, kind, memberships });
}

export const userOfViewer = async (ctx: RequestContext, { kind, id }: Viewer): Promise<User | null> =>
  kind === PrincipalKind.PERSON ? load(ctx, usersById, id) : null;

export const apiKeyOfViewer = async (ctx: RequestContext, { kind, id }: Viewer): Promise<ApiKey | null> =>
  kind === PrincipalKind.API_KEY ? load(ctx, apiKeysById, id) : null;
