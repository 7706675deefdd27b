import {
  type Connection,
  type ConnectionArgs,
  load,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../mailbox-action/change-mailbox';
import { MailboxAction } from '../mailbox-action/mailbox-action';
import { requireUse } from '../mailbox-action/mailbox-use';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { RightChangeKind } from '../right-change/right-change-kind';
import { recordRightChanges } from '../right-change/record-right-changes';
import type { MailboxGrant } from './mailbox-grant.entity';
import { MAX_GRANT_YEARS, refusal } from './mailbox-grant.errors';
import type { GrantMailboxRightsInput, WithdrawMailboxRightsInput } from './mailbox-grant.inputs';
import { grantPages } from './mailbox-grant.loaders';
import { refuseAdministrators, refuseToGrant } from './refuse-rights';
import { removeGrants, writeGrants } from './write-grants';

/** @throws NOT_FOUND, FORBIDDEN */
export const grantMailboxRights = (
  ctx: RequestContext,
  { mailboxId, userId, ...terms }: GrantMailboxRightsInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.GRANT_MAILBOX_RIGHTS, async (manager, mailbox) => {
    if (terms.expiresAt && !isAcceptableExpiry(terms.expiresAt)) {
      return [refusal('EXPIRY_NOT_ACCEPTED', 'expiresAt')];
    }
    const refused = await refuseToGrant(ctx, manager, mailbox, { userId, rights: terms.rights });
    if (refused.length > 0) return refused;
    await writeGrants(ctx, manager, mailboxId, [userId], terms);
    return [];
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const withdrawMailboxRights = (
  ctx: RequestContext,
  { mailboxId, userId, rights, reason }: WithdrawMailboxRightsInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.WITHDRAW_MAILBOX_RIGHTS, async (manager, mailbox) => {
    const refused = refuseAdministrators(ctx, mailbox, rights);
    if (refused.length > 0) return refused;
    const removed = await removeGrants(ctx, manager, mailboxId, userId, rights);
    if (removed.length > 0) {
      const change = { userId, rights: removed, reason: reason ?? null };
      await recordRightChanges(ctx, manager, mailboxId, RightChangeKind.WITHDRAWN, [change]);
    }
    return [];
  });

/** @throws FORBIDDEN */
export async function listGrants(
  ctx: RequestContext,
  mailbox: Mailbox,
  page: ConnectionArgs,
): Promise<Connection<MailboxGrant> | null> {
  await requireUse(ctx, mailbox);
  return load(ctx, grantPages, pageKey(mailbox.id, page));
}

function isAcceptableExpiry(expiresAt: Date): boolean {
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_GRANT_YEARS);
  return expiresAt > new Date() && expiresAt <= latest;
}
