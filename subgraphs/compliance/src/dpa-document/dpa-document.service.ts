import {
  type Connection,
  type ConnectionArgs,
  load,
  notFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireReader } from '../organization/organization.service';
import type { DpaDocument } from './dpa-document.entity';
import { dpaDocumentsById, dpaDocumentsByOrganization } from './dpa-document.loaders';

/** @throws NOT_FOUND */
export async function getDpaDocument(ctx: RequestContext, id: string): Promise<DpaDocument> {
  const document = await load(ctx, dpaDocumentsById, id);
  if (!document) throw notFound('DPA document');
  return document;
}

/** @throws FORBIDDEN */
export async function dpaDocumentsOfOrganization(
  ctx: RequestContext,
  organizationId: string,
  page: ConnectionArgs,
): Promise<Connection<DpaDocument> | null> {
  requireReader(ctx, organizationId);
  return load(ctx, dpaDocumentsByOrganization, pageKey(organizationId, page));
}
