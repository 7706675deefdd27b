import { lockName, type UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { Redirection } from './redirection.entity';
import { MAX_REACHED, refusal } from './redirection.errors';

/**
 * Refuses what has just been written if a message to the mailbox would come back to it by redirections, or go on to
 * more addresses than the mail servers follow. Postfix expands them all at once, whosever they are, and puts off what
 * has no end: so those of all mail services are followed. What is learned so of others is what a message to the target
 * would show, too. An address counts as often as ways lead to it, as Postfix has it. Redirections of deleted mailboxes count, because they can be restored.
 *
 * Call it last: until the transaction ends nobody else gets an answer, so that of two redirections which lead back only
 * together one is refused.
 */
export async function refuseLoop(
  manager: EntityManager,
  { id }: { readonly id: string },
  argument: string,
): Promise<UserError[]> {
  if (!(await manager.existsBy(Redirection, { mailboxId: id }))) return [];
  await lockName(manager, 'mail:redirections');
  const reached: { recipientId: string | null }[] = await manager.query(
    `WITH RECURSIVE reached (target, recipient_id) AS (
       SELECT target, recipient_id FROM mail.redirection_step WHERE mailbox_id = $1
       UNION ALL
       SELECT step.target, step.recipient_id
       FROM reached JOIN mail.redirection_step AS step ON step.mailbox_id = reached.recipient_id
     )
     SELECT recipient_id AS "recipientId" FROM reached LIMIT $2`,
    [id, MAX_REACHED + 1],
  );
  if (reached.some(({ recipientId }) => recipientId === id)) return [refusal('REDIRECTION_LOOP', argument)];
  return reached.length > MAX_REACHED ? [refusal('REDIRECTION_TOO_WIDE', argument)] : [];
}
