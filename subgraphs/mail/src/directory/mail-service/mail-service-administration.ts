import { notFound, requireAdministration, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailService } from './mail-service.entity';

/**
 * Begins a change to what belongs to a mail service as a whole: until the transaction ends, nobody else begins one, and
 * the service stays in the organization that the caller administers. The caller has been found to see the service.
 *
 * @param what such as "write its templates"
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function lockAdministeredService(
  ctx: RequestContext,
  manager: EntityManager,
  id: string,
  what: string,
): Promise<MailService> {
  const service = await manager.findOne(MailService, {
    where: { id },
    lock: { mode: 'for_no_key_update' },
  });
  if (!service) throw notFound('Mail service');
  requireAdministration(ctx, service.organizationId, what);
  return service;
}
