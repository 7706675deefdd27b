import { type Batch, load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { callerOf } from '../caller/caller';
import type { Mailbox } from '../mailbox/mailbox.entity';
import { ADMINISTRATION_RIGHTS, MailboxRight } from './mailbox-right';

/**
 * The caller's effective rights on mailboxes. All that asks whether somebody may do something with a mailbox
 * asks here, so the rule is written once:
 *
 * - administrators of the organization hold ADMINISTRATION_RIGHTS, and on a mailbox that they use themselves
 *   also what was granted to them: they alone can sort the mail of their own mailbox;
 * - collaborators hold what was granted to them;
 * - whoever has no role in the organization holds nothing. Such mailboxes are left out, and deleted ones.
 *
 * @param connection that of the transaction which acts on the answer, if there is one
 */
export async function readRights(
  ctx: RequestContext,
  connection: Pick<EntityManager, 'query'>,
  mailboxIds: readonly string[],
): Promise<Map<string, ReadonlySet<MailboxRight>>> {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  const rows: { id: string; rights: MailboxRight[] }[] = await connection.query(
    `SELECT mailbox.id, ARRAY(
       SELECT unnest($5::text[]) WHERE service.organization_id = ANY($2::text[])
       UNION
       SELECT granted."right" FROM mail.effective_grant AS granted
       WHERE granted.mailbox_id = mailbox.id AND granted.user_id = $4
         AND (service.organization_id = ANY($3::text[]) OR EXISTS (
           SELECT FROM mail.mailbox_member AS member
           WHERE member.mailbox_id = mailbox.id AND member.user_id = $4))
     ) AS rights
     FROM mail.mailbox JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
     WHERE mailbox.id = ANY($1) AND mailbox.deleted_at IS NULL
       AND service.organization_id = ANY($2::text[] || $3::text[])`,
    [mailboxIds, administeredIds, collaboratedIds, userId, ADMINISTRATION_RIGHTS],
  );
  return new Map(rows.map(({ id, rights }) => [id, new Set(rights)]));
}

/** Called directly it reads the present state; through `load` it reads once in a request. */
export const rightsByMailbox: Batch<string, ReadonlySet<MailboxRight>> = (ctx, mailboxIds) =>
  readRights(ctx, ctx.database, mailboxIds);

/** In the order of the enum. */
export async function listViewerRights(ctx: RequestContext, mailbox: Mailbox): Promise<MailboxRight[]> {
  const held = await load(ctx, rightsByMailbox, mailbox.id);
  return Object.values(MailboxRight).filter((right) => held?.has(right));
}

export async function viewerHolds(
  ctx: RequestContext,
  mailbox: Mailbox,
  right: MailboxRight,
): Promise<boolean> {
  return (await load(ctx, rightsByMailbox, mailbox.id))?.has(right) ?? false;
}
