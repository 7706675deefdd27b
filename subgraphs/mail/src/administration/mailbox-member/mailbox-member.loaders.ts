import type { Batch } from '@hostgraph/subgraph-kit';
import { callerOf } from '../../access/caller';

/** Ids of the users of each mailbox that the caller uses or administers; other mailboxes are left out. */
export const memberIdsByMailbox: Batch<string, readonly string[]> = async (ctx, mailboxIds) => {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  const rows: { id: string; memberIds: string[] }[] = await ctx.database.query(
    `SELECT mailbox.id, ARRAY(
       SELECT user_id FROM mail.mailbox_member WHERE mailbox_id = mailbox.id ORDER BY user_id
     ) AS "memberIds"
     FROM mail.mailbox JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
     WHERE mailbox.id = ANY($1) AND (service.organization_id = ANY($2)
       OR service.organization_id = ANY($4)
         AND EXISTS (SELECT FROM mail.mailbox_member WHERE mailbox_id = mailbox.id AND user_id = $3))`,
    [mailboxIds, administeredIds, userId, collaboratedIds],
  );
  return new Map(rows.map(({ id, memberIds }) => [id, memberIds]));
};

/** The mailboxes that the caller uses; others are left out. An API key uses none. */
export const mailboxesUsedByViewer: Batch<string, true> = async (ctx, mailboxIds) => {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  const rows: { id: string }[] = await ctx.database.query(
    `SELECT mailbox.id FROM mail.mailbox_member AS member
     JOIN mail.mailbox ON mailbox.id = member.mailbox_id
     JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
     WHERE member.user_id = $1 AND member.mailbox_id = ANY($2)
       AND service.organization_id = ANY($3::text[] || $4::text[])`,
    [userId, mailboxIds, administeredIds, collaboratedIds],
  );
  return new Map(rows.map(({ id }) => [id, true]));
};
