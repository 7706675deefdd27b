import { load, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { MailService } from './mail-service.entity';
import { mailServicesById } from './mail-service.loaders';

/** @throws NOT_FOUND also when the caller may not see it */
export async function getMailService(ctx: RequestContext, id: string): Promise<MailService> {
  const mailService = await load(ctx, mailServicesById, id);
  if (!mailService) throw notFound('MailService');
  return mailService;
}
