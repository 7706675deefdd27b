import type { Batch, RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { callerOf } from '../../access/caller';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import type { MailboxState } from '../../directory/mailbox/mailbox-state';
import type { MailboxRight } from '../../access/mailbox-right';
import { readRights } from '../../access/mailbox-right.service';

/** All that decides what the caller may do with a mailbox. */
export interface MailboxSituation {
  readonly isAdministered: boolean;
  /** Whether the caller uses it. */
  readonly isUsed: boolean;
  /** Whether it is the caller's own (mailbox-member/own-user.ts). */
  readonly isOwn: boolean;
  readonly rights: ReadonlySet<MailboxRight>;
  readonly state: MailboxState;
  readonly addressCount: number;
  readonly redirectionCount: number;
  readonly memberCount: number;
}

async function readSituations(
  ctx: RequestContext,
  connection: Pick<EntityManager, 'query'>,
  mailboxIds: readonly string[],
): Promise<Map<string, Omit<MailboxSituation, 'rights'>>> {
  const { userId, administeredIds, collaboratedIds } = callerOf(ctx);
  const rows: ({ id: string } & Omit<MailboxSituation, 'rights'>)[] = await connection.query(
    `SELECT mailbox.id, mailbox.state, service.organization_id = ANY($2::text[]) AS "isAdministered",
       member.user_id IS NOT NULL AS "isUsed", COALESCE(member.is_own, false) AS "isOwn",
       (SELECT count(*)::integer FROM mail.mailbox_address WHERE mailbox_id = mailbox.id) AS "addressCount",
       (SELECT count(*)::integer FROM mail.redirection WHERE mailbox_id = mailbox.id) AS "redirectionCount",
       (SELECT count(*)::integer FROM mail.mailbox_member WHERE mailbox_id = mailbox.id) AS "memberCount"
     FROM mail.mailbox JOIN mail.mail_service AS service ON service.id = mailbox.mail_service_id
       LEFT JOIN mail.mailbox_member AS member ON member.mailbox_id = mailbox.id AND member.user_id = $3
         AND service.organization_id = ANY($2::text[] || $4::text[])
     WHERE mailbox.id = ANY($1) AND mailbox.deleted_at IS NULL`,
    [mailboxIds, administeredIds, userId, collaboratedIds],
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** That of a mailbox as it stays until the transaction ends, with the rights that were read when it was locked. */
export async function situationOf(
  ctx: RequestContext,
  manager: EntityManager,
  { id, rights }: LockedMailbox,
): Promise<MailboxSituation> {
  const situation = (await readSituations(ctx, manager, [id])).get(id);
  if (!situation) throw new Error('A mailbox has gone while it was locked');
  return { ...situation, rights };
}

export const situationsByMailbox: Batch<string, MailboxSituation> = async (ctx, mailboxIds) => {
  const situations = await readSituations(ctx, ctx.database, mailboxIds);
  const rights = await readRights(ctx, ctx.database, mailboxIds);
  return new Map(
    [...situations].map(([id, situation]) => [id, { ...situation, rights: rights.get(id) ?? new Set() }]),
  );
};
