import {
  type Connection,
  type ConnectionArgs,
  load,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireAdministration } from '../access/organization-rights';
import type { Organization } from '../directory/organization/organization.type';
import type { AuditEvent } from './audit-event.entity';
import { auditEventPages } from './audit-event.loaders';

/** @throws FORBIDDEN */
export async function listAuditEvents(
  ctx: RequestContext,
  { id }: Organization,
  page: ConnectionArgs,
): Promise<Connection<AuditEvent> | null> {
  requireAdministration(ctx, id, 'read the audit trail');
  return load(ctx, auditEventPages, pageKey(id, page));
}
