import { loadOrNotFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from './mailbox.entity';
import { mailboxesById } from './mailbox.loaders';

/** @throws NOT_FOUND also when the caller may not see it */
export const getMailbox = (ctx: RequestContext, id: string): Promise<Mailbox> =>
  loadOrNotFound(ctx, mailboxesById, id, 'Mailbox');
