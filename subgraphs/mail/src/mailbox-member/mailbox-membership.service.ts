import type { RequestContext } from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../mailbox-action/change-mailbox';
import { MailboxAction } from '../mailbox-action/mailbox-action';
import type { MailboxOutcome } from '../mailbox/mailbox.payloads';
import { removeGrants } from '../mailbox-grant/write-grants';
import type { AddMailboxMemberInput, RemoveMailboxMemberInput } from './mailbox-member.inputs';

/** @throws NOT_FOUND, FORBIDDEN */
export const addMailboxMember = (
  ctx: RequestContext,
  { mailboxId, userId }: AddMailboxMemberInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.ADD_MAILBOX_MEMBER, async (manager) => {
    await manager.query(
      'INSERT INTO mail.mailbox_member (mailbox_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [mailboxId, userId],
    );
    return [];
  });

/**
 * Rights go with the membership: somebody who has been removed from a mailbox should not still see it by a right that
 * nobody thought of.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const removeMailboxMember = (
  ctx: RequestContext,
  { mailboxId, userId }: RemoveMailboxMemberInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.REMOVE_MAILBOX_MEMBER, async (manager) => {
    await manager.query('DELETE FROM mail.mailbox_member WHERE mailbox_id = $1 AND user_id = $2', [
      mailboxId,
      userId,
    ]);
    await removeGrants(ctx, manager, mailboxId, userId, {});
    return [];
  });
