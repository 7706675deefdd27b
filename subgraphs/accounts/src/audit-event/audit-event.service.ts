import {
  type Connection,
  type ConnectionArgs,
  load,
  newId,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { requireAdministration } from '../organization/organization-rights';
import type { Organization } from '../organization/organization.entity';
import { AuditEvent } from './audit-event.entity';
import { auditEventPages } from './audit-event.loaders';

/** Writes down what the caller did, in the transaction that did it: either both remain or neither. */
export async function recordAuditEvent(
  ctx: RequestContext,
  manager: EntityManager,
  event: Pick<AuditEvent, 'organizationId' | 'action' | 'targetType' | 'targetId'>,
): Promise<void> {
  await manager.insert(AuditEvent, {
    ...event,
    id: newId('aud'),
    actorKind: ctx.principal.kind,
    actorId: ctx.principal.id,
    requestId: ctx.requestId,
  });
}

/** @throws FORBIDDEN */
export async function listAuditEvents(
  ctx: RequestContext,
  { id }: Organization,
  page: ConnectionArgs,
): Promise<Connection<AuditEvent> | null> {
  requireAdministration(ctx, id, 'read the audit trail');
  return load(ctx, auditEventPages, pageKey(id, page));
}
