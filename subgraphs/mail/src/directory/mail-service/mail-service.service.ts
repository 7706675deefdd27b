import { administers, loadOrNotFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { MailService } from './mail-service.entity';
import { mailServicesById } from './mail-service.loaders';

/** @throws NOT_FOUND also when the caller may not see it */
export const getMailService = (ctx: RequestContext, id: string): Promise<MailService> =>
  loadOrNotFound(ctx, mailServicesById, id, 'Mail service');

/**
 * Whether the caller looks after the whole of it. Rights on single mailboxes, however many, do not add up to that: the
 * service also has addresses that are no mailbox.
 */
export const isAdministered = (ctx: RequestContext, { organizationId }: MailService): boolean =>
  administers(ctx, organizationId);
