import {
  type Connection,
  type ConnectionArgs,
  load,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../mailbox-action/change-mailbox';
import { MailboxAction } from '../mailbox-action/mailbox-action';
import { requireMailboxAdministration } from '../mailbox-action/mailbox-administration';
import type { Mailbox } from '../mailbox/mailbox.entity';
import type { MailboxOutcome } from '../mailbox/mailbox.payloads';
import type { MailboxGrant } from './mailbox-grant.entity';
import { MAX_GRANT_YEARS, refusal } from './mailbox-grant.errors';
import type { GrantMailboxRightsInput, WithdrawMailboxRightsInput } from './mailbox-grant.inputs';
import { grantPages } from './mailbox-grant.loaders';
import { removeGrants, writeGrants } from './write-grants';

/** @throws NOT_FOUND, FORBIDDEN */
export const grantMailboxRights = (
  ctx: RequestContext,
  { mailboxId, userId, ...terms }: GrantMailboxRightsInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.GRANT_MAILBOX_RIGHTS, async (manager) => {
    if (terms.expiresAt && !isAcceptableExpiry(terms.expiresAt)) {
      return [refusal('EXPIRY_NOT_ACCEPTED', 'expiresAt')];
    }
    await writeGrants(ctx, manager, mailboxId, [userId], terms);
    return [];
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const withdrawMailboxRights = (
  ctx: RequestContext,
  { mailboxId, userId, rights, reason }: WithdrawMailboxRightsInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.WITHDRAW_MAILBOX_RIGHTS, async (manager) => {
    await removeGrants(ctx, manager, mailboxId, userId, { rights, reason });
    return [];
  });

/** @throws FORBIDDEN */
export async function listGrants(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<MailboxGrant> | null> {
  await requireMailboxAdministration(ctx, mailbox);
  return load(ctx, grantPages, pageKey(mailbox.id, page));
}

function isAcceptableExpiry(expiresAt: Date): boolean {
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_GRANT_YEARS);
  return expiresAt > new Date() && expiresAt <= latest;
}
