import { newId, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailboxRight } from '../../access/mailbox-right';
import { RightChange } from './right-change.entity';
import type { RightChangeKind } from './right-change-kind';
import { RIGHT_NOTICE } from './right-notice.job-kind';

interface ChangedRights {
  readonly userId: string;
  readonly rights: readonly MailboxRight[];
  readonly expiresAt?: Date | null;
  readonly reason?: string | null;
}

/**
 * Adds to the history of who may act on a mailbox, in the transaction that changes it, and has its users written to.
 *
 * @param told nobody needs to be told of the rights with which a mailbox is created
 */
export async function recordRightChanges(
  { principal, jobs }: RequestContext,
  manager: EntityManager,
  mailboxId: string,
  kind: RightChangeKind,
  changes: readonly ChangedRights[],
  told: 'TELL' | 'TELL_NOBODY' = 'TELL',
): Promise<void> {
  const rows = changes.map(({ rights, expiresAt = null, reason = null, userId }) => ({
    ...{ userId, expiresAt, reason, mailboxId, kind },
    id: newId('rch'),
    rights: Object.values(MailboxRight).filter((right) => rights.includes(right)),
    changedByKind: principal.kind as RightChange['changedByKind'],
    changedById: principal.id,
  }));
  await manager.insert(RightChange, rows);
  if (told === 'TELL') for (const { id } of rows) await jobs.enqueue(manager, RIGHT_NOTICE, id);
}
