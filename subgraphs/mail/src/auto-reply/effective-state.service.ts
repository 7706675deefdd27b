import { load, type RequestContext } from '@hostgraph/subgraph-kit';
import { getMailbox } from '../mailbox/mailbox.service';
import { publicationsByMailbox } from '../sieve-publication/sieve-publication.loaders';
import type { AutoReplyState, AutoReplySuppression } from './auto-reply-state';
import type { AutoReply } from './auto-reply.entity';
import { effectiveState, suppressionOf } from './effective-state';

export async function suppressionNow(
  ctx: RequestContext,
  { mailboxId }: AutoReply,
): Promise<AutoReplySuppression | null> {
  const [mailbox, publication] = await Promise.all([
    getMailbox(ctx, mailboxId),
    load(ctx, publicationsByMailbox, mailboxId),
  ]);
  return suppressionOf(mailbox, publication);
}

export const effectiveStateOf = async (ctx: RequestContext, autoReply: AutoReply): Promise<AutoReplyState> =>
  effectiveState(autoReply, await suppressionNow(ctx, autoReply), new Date());
