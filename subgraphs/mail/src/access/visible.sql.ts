/**
 * Where tenants are kept apart: lists and look-ups by id both take from here which rows the caller may see.
 */
import type { Visible } from '@hostgraph/subgraph-kit';
import { callerOf } from './caller';

/**
 * Over `mail.mailbox`, without those that are deleted: administrators see all mailboxes of their organizations;
 * collaborators those that they use, or on which they hold a right.
 */
export const visibleMailboxes: Visible = (ctx, parameter) => {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  return `item.deleted_at IS NULL AND EXISTS (
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
      WHERE mailbox.deleted_at IS NULL AND mailbox.id IN (${mailboxIdsOf(parameter(userId))}))`;
};

/**
 * Over tables of templates, which belong to a mail service and have a `visibility`: administrators see all of their
 * organizations; collaborators the visible ones of services that they see.
 */
export const visibleTemplates: Visible = (ctx, parameter) => {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  return `item.mail_service_id IN (
      SELECT service.id FROM mail.mail_service AS service
      WHERE service.organization_id = ANY(${parameter(administeredIds)}::text[]))
    OR item.visibility = 'VISIBLE' AND item.mail_service_id IN (
      SELECT mailbox.mail_service_id FROM mail.mailbox
      JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
      WHERE service.organization_id = ANY(${parameter(collaboratedIds)}::text[])
        AND mailbox.deleted_at IS NULL AND mailbox.id IN (${mailboxIdsOf(parameter(userId))}))`;
};

/** Not correlated with the row, so that PostgreSQL reads them once and not for each row. */
const mailboxIdsOf = (userId: string): string =>
  `SELECT mailbox_id FROM mail.mailbox_member WHERE user_id = ${userId}
   UNION ALL SELECT mailbox_id FROM mail.effective_grant WHERE user_id = ${userId}`;
