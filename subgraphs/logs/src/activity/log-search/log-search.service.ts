import {
  type Connection,
  type ConnectionArgs,
  forbidden,
  load,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { MailService } from '../../foreign/mail-service/mail-service.type';
import { heldAddresses } from '../../foreign/mailbox/held-addresses';
import type { Mailbox } from '../../foreign/mailbox/mailbox.type';
import type { LogSearch } from './log-search.entity';
import { mailboxSearchPages, mailServiceSearchPages } from './log-search.loaders';

/** Who has searched the log of a mailbox, as far as the mail subgraph says that it is the caller's business. */
export async function listSearches(
  ctx: RequestContext,
  mailbox: Mailbox,
  { first, after }: ConnectionArgs,
): Promise<Connection<LogSearch> | null> {
  // Exactly true: whatever else stands there did not come from mail.
  if (mailbox.viewerMayViewLogs !== true && mailbox.viewerIsMember !== true) {
    throw forbidden(
      'Only users of this mailbox, and those with the right VIEW_LOGS on it, see who read its log',
    );
  }
  return load(ctx, mailboxSearchPages, {
    page: { first, after: after ?? null },
    mailbox: { id: mailbox.id, addresses: heldAddresses(mailbox) },
  });
}

/** Who has searched the log of a whole mail service, for those who may do so themselves. */
export async function listMailServiceSearches(
  ctx: RequestContext,
  mailService: MailService,
  page: ConnectionArgs,
): Promise<Connection<LogSearch> | null> {
  // As above.
  if (mailService.viewerMayViewLogs !== true) {
    throw forbidden(
      'Seeing who read the log of a whole service needs the role ADMINISTRATOR or LEGAL_RESPONSIBLE',
    );
  }
  return load(ctx, mailServiceSearchPages, pageKey(mailService.id, page));
}
