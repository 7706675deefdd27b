import { loadOrNotFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { MailService } from './mail-service.entity';
import { mailServicesById } from './mail-service.loaders';

/** @throws NOT_FOUND also when the caller may not see it */
export const getMailService = (ctx: RequestContext, id: string): Promise<MailService> =>
  loadOrNotFound(ctx, mailServicesById, id, 'Mail service');
