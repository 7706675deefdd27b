import { byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { visibleMailboxes } from '../../access/visible.sql';
import { Mailbox } from './mailbox.entity';

export const mailboxesById = byId(Mailbox, visibleMailboxes);

/** The mailboxes of mail services. */
export const mailboxPages = pagesByParent({
  entity: Mailbox,
  parentColumn: 'mail_service_id',
  keyset: { columns: { display_name: 'text', id: 'text' }, direction: 'ASC' },
  visible: visibleMailboxes,
});
