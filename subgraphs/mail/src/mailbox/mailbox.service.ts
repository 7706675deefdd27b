import { load, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from './mailbox.entity';
import { mailboxesById } from './mailbox.loaders';

/** @throws NOT_FOUND also when the caller may not see it */
export async function getMailbox(ctx: RequestContext, id: string): Promise<Mailbox> {
  const mailbox = await load(ctx, mailboxesById, id);
  if (!mailbox) throw notFound('Mailbox');
  return mailbox;
}
