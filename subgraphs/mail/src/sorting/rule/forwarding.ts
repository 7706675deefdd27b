import type { EntityManager } from 'typeorm';
import type { RequestContext } from '@hostgraph/subgraph-kit';
import { callerOf } from '../../access/caller';
import { MailboxRight } from '../../access/mailbox-right';
import type { SortingAction } from '../action/sorting-action.type';
import { SortingActionKind } from '../action/sorting-action-kind';
import type { SortingRule } from './sorting-rule.entity';

/** On whose right, and which, it rests that a rule forwards: when that ends, so does the forwarding. */
export type Forwarding = Pick<SortingRule, 'forwardingUserId' | 'forwardingRight'>;

export const FORWARDS_NOTHING: Forwarding = { forwardingUserId: null, forwardingRight: null };

export const doesForward = (actions: readonly SortingAction[]): boolean =>
  actions.some(({ kind }) => kind === SortingActionKind.FORWARD);

/**
 * What the forwarding of a rule rests on that somebody who may forward writes. Administrators hold REDIRECTIONS by a
 * role, of which nobody tells us when it ends; then it is the right by which they write rules at all.
 */
export async function forwardingOf(
  ctx: RequestContext,
  manager: EntityManager,
  mailboxId: string,
  actions: readonly SortingAction[],
): Promise<Forwarding> {
  if (!doesForward(actions)) return FORWARDS_NOTHING;
  const { userId } = callerOf(ctx);
  const granted: object[] = await manager.query(
    'SELECT FROM mail.effective_grant WHERE mailbox_id = $1 AND user_id = $2 AND "right" = $3',
    [mailboxId, userId, MailboxRight.REDIRECTIONS],
  );
  return {
    forwardingUserId: userId,
    forwardingRight: granted.length > 0 ? MailboxRight.REDIRECTIONS : MailboxRight.SORTING_RULES,
  };
}

/** Joins to `mail.sorting_rule AS rule` the right, as `granted`, on which it rests that it forwards. Rules that may not are not in it. */
export const JOIN_FORWARDING_RIGHT = `JOIN mail.effective_grant AS granted ON granted.mailbox_id = rule.mailbox_id
  AND granted.user_id = rule.forwarding_user_id AND granted."right" = rule.forwarding_right`;

/** @returns until when the rules of a mailbox may forward that may, by their ids; null is without an end */
export async function readForwardingUntil(
  manager: EntityManager,
  mailboxId: string,
): Promise<ReadonlyMap<string, Date | null>> {
  const rows: { id: string; expiresAt: Date | null }[] = await manager.query(
    `SELECT rule.id, granted.expires_at AS "expiresAt"
     FROM mail.sorting_rule AS rule ${JOIN_FORWARDING_RIGHT} WHERE rule.mailbox_id = $1`,
    [mailboxId],
  );
  return new Map(rows.map(({ id, expiresAt }) => [id, expiresAt]));
}
