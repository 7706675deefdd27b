import type { EntityManager } from 'typeorm';

/**
 * Whose own a mailbox is: the users it was created with, those who were added while it was nobody's, and those whom one
 * of these added. Whom an administrator adds beside them uses the mailbox, too, but it is not theirs: otherwise the
 * administrator could let herself in.
 */
export async function readOwnUsers(manager: EntityManager, mailboxId: string): Promise<ReadonlySet<string>> {
  const rows: { userId: string }[] = await manager.query(
    'SELECT user_id AS "userId" FROM mail.mailbox_member WHERE mailbox_id = $1 AND is_own',
    [mailboxId],
  );
  return new Set(rows.map(({ userId }) => userId));
}
