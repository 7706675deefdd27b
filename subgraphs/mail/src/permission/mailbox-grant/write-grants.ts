import type { RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailboxRight } from '../../access/mailbox-right';
import { RightChangeKind } from '../right-change/right-change-kind';
import { recordRightChanges } from '../right-change/record-right-changes';
import { renewPublication } from '../../sieve-publication/request-publication';

export interface GrantTerms {
  readonly rights: readonly MailboxRight[];
  readonly expiresAt?: Date | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Grants users the same rights on a mailbox; what they held of them before has the new terms.
 *
 * @param told as for `recordRightChanges`
 */
export async function writeGrants(
  ctx: RequestContext,
  manager: EntityManager,
  mailboxId: string,
  userIds: readonly string[],
  { rights, expiresAt = null, reason = null }: GrantTerms,
  told?: 'TELL' | 'TELL_NOBODY',
): Promise<void> {
  if (rights.length === 0 || userIds.length === 0) return;
  await manager.query(
    `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by, expires_at, reason)
     SELECT $1, user_id, "right", $4, $5, $6
     FROM unnest($2::text[]) AS user_id CROSS JOIN unnest($3::text[]) AS "right"
     ON CONFLICT (mailbox_id, user_id, "right") DO UPDATE SET granted_at = now(),
       granted_by = excluded.granted_by, expires_at = excluded.expires_at, reason = excluded.reason`,
    [mailboxId, userIds, rights, ctx.principal.id, expiresAt, reason],
  );
  if (endsForwarding(rights)) await renewPublication(ctx, manager, mailboxId);
  const changes = userIds.map((userId) => ({ userId, rights, expiresAt, reason }));
  await recordRightChanges(ctx, manager, mailboxId, RightChangeKind.GRANTED, changes, told);
}

/** @returns which rights it took from somebody. @param rights all where none are named */
export async function removeGrants(
  ctx: RequestContext,
  manager: EntityManager,
  mailboxId: string,
  userId: string,
  rights: readonly MailboxRight[] | null = null,
): Promise<MailboxRight[]> {
  const [removed]: [{ right: MailboxRight }[], number] = await manager.query(
    `DELETE FROM mail.mailbox_grant
     WHERE mailbox_id = $1 AND user_id = $2 AND ($3::text[] IS NULL OR "right" = ANY($3)) RETURNING "right"`,
    [mailboxId, userId, rights],
  );
  const taken = removed.map(({ right }) => right);
  if (endsForwarding(taken)) await renewPublication(ctx, manager, mailboxId);
  return taken;
}

/** On these it rests that rules forward (sorting-rule/forwarding.ts), so the mail server is to hear of them. */
const endsForwarding = (rights: readonly MailboxRight[]): boolean =>
  rights.some((right) => right === MailboxRight.REDIRECTIONS || right === MailboxRight.SORTING_RULES);
