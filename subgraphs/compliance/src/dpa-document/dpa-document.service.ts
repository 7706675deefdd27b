import {
  type Connection,
  type ConnectionArgs,
  load,
  loadOrNotFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireReader } from '../organization/organization.service';
import type { DpaDocument } from './dpa-document.entity';
import { dpaDocumentsById, dpaDocumentsByOrganization } from './dpa-document.loaders';

/** @throws NOT_FOUND */
export const getDpaDocument = (ctx: RequestContext, id: string): Promise<DpaDocument> =>
  loadOrNotFound(ctx, dpaDocumentsById, id, 'DPA document');

/** @throws FORBIDDEN */
export async function dpaDocumentsOfOrganization(
  ctx: RequestContext,
  organizationId: string,
  page: ConnectionArgs,
): Promise<Connection<DpaDocument> | null> {
  requireReader(ctx, organizationId);
  return load(ctx, dpaDocumentsByOrganization, pageKey(organizationId, page));
}
