/**
 * Where tenants are kept apart: lists and look-ups by id both take from here which rows the caller may see.
 */
import type { Visible } from '@hostgraph/subgraph-kit';
import { callerOf } from './caller';

/**
 * Over `mail.mailbox`: administrators see all mailboxes of their organizations; collaborators those that they
 * use, or on which they hold a right.
 */
export const visibleMailboxes: Visible = (ctx, parameter) => {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  return `EXISTS (
    SELECT FROM mail.mail_service AS service
    WHERE service.id = item.mail_service_id AND (
      service.organization_id = ANY(${parameter(administeredIds)}::text[])
      OR service.organization_id = ANY(${parameter(collaboratedIds)}::text[])
        AND item.id IN (${mailboxIdsOf(parameter(userId))})))`;
};

/**
 * Over `mail.mail_service`: administrators see all services of their organizations; collaborators those that
 * have a mailbox which they see. So whoever sees a mailbox sees its service, and nobody learns of a service
 * in which nothing concerns them.
 */
export const visibleMailServices: Visible = (ctx, parameter) => {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  return `item.organization_id = ANY(${parameter(administeredIds)}::text[])
    OR item.organization_id = ANY(${parameter(collaboratedIds)}::text[]) AND item.id IN (
      SELECT mailbox.mail_service_id FROM mail.mailbox
      WHERE mailbox.id IN (${mailboxIdsOf(parameter(userId))}))`;
};

/** Not correlated with the row, so that PostgreSQL reads them once and not for each row. */
const mailboxIdsOf = (userId: string): string =>
  `SELECT mailbox_id FROM mail.mailbox_member WHERE user_id = ${userId}
   UNION ALL SELECT mailbox_id FROM mail.mailbox_grant WHERE user_id = ${userId}`;
