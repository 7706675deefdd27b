import type { RequestContext } from '@hostgraph/subgraph-kit';
import { getMailbox } from '../mailbox/mailbox.service';
import type { AutoReplyState, AutoReplySuppression } from './auto-reply-state';
import type { AutoReply } from './auto-reply.entity';
import { effectiveState, suppressionOf } from './effective-state';

export const suppressionNow = async (
  ctx: RequestContext,
  { mailboxId }: AutoReply,
): Promise<AutoReplySuppression | null> => suppressionOf((await getMailbox(ctx, mailboxId)).state);

export const effectiveStateOf = async (ctx: RequestContext, autoReply: AutoReply): Promise<AutoReplyState> =>
  effectiveState(autoReply, await suppressionNow(ctx, autoReply), new Date());
