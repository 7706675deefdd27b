import { load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from '../directory/mailbox/mailbox.entity';
import { MailboxRight } from '../access/mailbox-right';
import { missingRight, rightsByMailbox, viewerHolds } from '../access/mailbox-right.service';
import type { SievePublication } from './sieve-publication.entity';
import { publicationsByMailbox } from './sieve-publication.loaders';

/** @throws FORBIDDEN */
export async function getPublication(
  ctx: RequestContext,
  mailbox: Mailbox,
): Promise<SievePublication | null> {
  const isConcerned =
    (await viewerHolds(ctx, mailbox, MailboxRight.SORTING_RULES)) ||
    (await viewerHolds(ctx, mailbox, MailboxRight.AUTO_REPLIES));
  if (!isConcerned) throw missingRight(MailboxRight.SORTING_RULES, MailboxRight.AUTO_REPLIES);
  return load(ctx, publicationsByMailbox, mailbox.id);
}

/** @returns null to whoever may not read the rules that the words may quote */
export async function readServerWords(
  ctx: RequestContext,
  { mailboxId, serverResponse }: SievePublication,
): Promise<string | null> {
  const rights = await load(ctx, rightsByMailbox, mailboxId);
  return rights?.has(MailboxRight.SORTING_RULES) ? serverResponse : null;
}
