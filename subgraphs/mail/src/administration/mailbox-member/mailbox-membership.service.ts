import type { RequestContext } from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { removeGrants } from '../../permission/mailbox-grant/write-grants';
import { RightChangeKind } from '../../permission/right-change/right-change-kind';
import { recordRightChanges } from '../../permission/right-change/record-right-changes';
import type { AddMailboxMemberInput, RemoveMailboxMemberInput } from './mailbox-member.inputs';
import { readOwnUsers } from '../../access/own-user';

/** @throws NOT_FOUND, FORBIDDEN */
export const addMailboxMember = (
  ctx: RequestContext,
  { mailboxId, userId }: AddMailboxMemberInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.ADD_MAILBOX_MEMBER, async (manager) => {
    const ownUsers = await readOwnUsers(manager, mailboxId);
    const added: unknown[] = await manager.query(
      `INSERT INTO mail.mailbox_member (mailbox_id, user_id, is_own) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING user_id`,
      [mailboxId, userId, ownUsers.size === 0 || ownUsers.has(ctx.principal.id)],
    );
    if (added.length === 0) return [];
    await recordRightChanges(ctx, manager, mailboxId, RightChangeKind.USER_ADDED, [{ userId, rights: [] }]);
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
    const [, removed]: [unknown, number] = await manager.query(
      'DELETE FROM mail.mailbox_member WHERE mailbox_id = $1 AND user_id = $2',
      [mailboxId, userId],
    );
    const rights = await removeGrants(ctx, manager, mailboxId, userId);
    const kind = removed > 0 ? RightChangeKind.USER_REMOVED : RightChangeKind.WITHDRAWN;
    if (removed > 0 || rights.length > 0) {
      await recordRightChanges(ctx, manager, mailboxId, kind, [{ userId, rights }]);
    }
    return [];
  });
