import { newId, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailboxRight } from '../mailbox-right/mailbox-right';
import { RightChange } from './right-change.entity';
import type { RightChangeKind } from './right-change-kind';

interface ChangedRights {
  readonly userId: string;
  readonly rights: readonly MailboxRight[];
  readonly expiresAt: Date | null;
  readonly reason: string | null;
}

/** Adds to the history of a mailbox's rights, in the transaction that changes them. */
export async function recordRightChanges(
  { principal }: RequestContext,
  manager: EntityManager,
  mailboxId: string,
  kind: RightChangeKind,
  changes: readonly ChangedRights[],
): Promise<void> {
  const rows = changes.map(({ rights, ...change }) => ({
    ...change,
    id: newId('rch'),
    mailboxId,
    kind,
    rights: Object.values(MailboxRight).filter((right) => rights.includes(right)),
    changedByKind: principal.kind as RightChange['changedByKind'],
    changedById: principal.id,
  }));
  await manager.insert(RightChange, rows);
}
