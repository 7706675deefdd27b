import { pagesByParent, type Visible } from '@hostgraph/subgraph-kit';
import { callerOf } from '../../access/caller';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { RESTORABLE_DAYS } from '../../directory/mailbox/mailbox.errors';

/** Over `mail.mailbox`: what administrators of the organization can restore. */
export const restorableMailboxes: Visible = (ctx, parameter) => `item.deleted_at IS NOT NULL
  AND item.deleted_at > statement_timestamp() - make_interval(days => ${RESTORABLE_DAYS}) AND EXISTS (
    SELECT FROM mail.mail_service AS service WHERE service.id = item.mail_service_id
      AND service.organization_id = ANY(${parameter(callerOf(ctx).administeredIds)}::text[]))`;

/** The deleted mailboxes of mail services, the latest first. */
export const deletedMailboxPages = pagesByParent({
  entity: Mailbox,
  parentColumn: 'mail_service_id',
  keyset: { columns: { deleted_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
  visible: restorableMailboxes,
});
