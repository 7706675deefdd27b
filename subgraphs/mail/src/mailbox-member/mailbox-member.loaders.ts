import type { Batch } from '@hostgraph/subgraph-kit';
import { callerOf } from '../caller/caller';

/** Ids of the users of each mailbox that the caller administers; other mailboxes are left out. */
export const memberIdsByMailbox: Batch<string, readonly string[]> = async (ctx, mailboxIds) => {
  const rows: { id: string; memberIds: string[] }[] = await ctx.database.query(
    `SELECT mailbox.id, ARRAY(
       SELECT user_id FROM mail.mailbox_member WHERE mailbox_id = mailbox.id ORDER BY user_id
     ) AS "memberIds"
     FROM mail.mailbox JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
     WHERE mailbox.id = ANY($1) AND service.organization_id = ANY($2)`,
    [mailboxIds, callerOf(ctx).administeredIds],
  );
  return new Map(rows.map(({ id, memberIds }) => [id, memberIds]));
};
