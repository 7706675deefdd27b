import { pagesByParent } from '@hostgraph/subgraph-kit';
import { MailboxGrant } from './mailbox-grant.entity';

/** What was granted on mailboxes and counts, as `mail.effective_grant` says, by user and right. */
export const grantPages = pagesByParent({
  entity: MailboxGrant,
  parentColumn: 'mailbox_id',
  keyset: { columns: { user_id: 'text', right: 'text' }, direction: 'ASC' },
  visible: () => `(item.mailbox_id, item.user_id, item."right") IN (
    SELECT mailbox_id, user_id, "right" FROM mail.effective_grant WHERE mailbox_id = parent.id)`,
});
