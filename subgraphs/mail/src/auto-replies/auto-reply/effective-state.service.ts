import { load, type RequestContext } from '@hostgraph/subgraph-kit';
import { getMailbox } from '../../directory/mailbox/mailbox.service';
import { publicationsByMailbox } from '../../sieve-publication/sieve-publication.loaders';
import type { AutoReplyState, AutoReplySuppression } from './auto-reply-state';
import type { AutoReply } from './auto-reply.entity';
import { effectiveState, suppressionOf } from './effective-state';

export async function suppressionNow(
  ctx: RequestContext,
  autoReply: AutoReply,
): Promise<AutoReplySuppression | null> {
  const { mailboxId } = autoReply;
  const [mailbox, publication] = await Promise.all([
    getMailbox(ctx, mailboxId),
    load(ctx, publicationsByMailbox, mailboxId),
  ]);
  return suppressionOf(autoReply, mailbox, publication);
}

export async function effectiveStateOf(ctx: RequestContext, autoReply: AutoReply): Promise<AutoReplyState> {
  const [suppression, publication] = await Promise.all([
    suppressionNow(ctx, autoReply),
    load(ctx, publicationsByMailbox, autoReply.mailboxId),
  ]);
  return effectiveState(autoReply, suppression, publication, new Date());
}
