import { notFound, type Refusable, type RequestContext, transactionOf } from '@hostgraph/subgraph-kit';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import {
  type LockedMailbox,
  lockMailbox,
  lockMailboxOf,
  type OwnedByMailbox,
} from '../../directory/mailbox/lock-mailbox';
import type { MailboxAction } from './mailbox-action';
import { requireAction } from './require-action';

/**
 * The door of all mutations on a mailbox or on what belongs to it: does something if the caller may do so at this moment,
 * while nobody else changes the mailbox.
 *
 * @returns what `act` does; nothing of it remains where it is refused
 * @throws NOT_FOUND, FORBIDDEN
 */
export const actOnMailbox = <T extends Refusable>(
  ctx: RequestContext,
  mailboxId: string,
  action: MailboxAction,
  act: (manager: EntityManager, mailbox: LockedMailbox) => Promise<T>,
): Promise<T | Refusable> =>
  transactionOf(ctx, async (manager) => {
    const mailbox = await lockMailbox(ctx, manager, mailboxId);
    await requireAction(ctx, manager, mailbox, { action, argument: 'mailboxId' });
    return act(manager, mailbox);
  });

/** A kind of thing that belongs to a mailbox, and that only holders of a right may know of. */
export interface MailboxPart<Row> extends Omit<OwnedByMailbox, 'id'> {
  readonly entity: new () => Row;
}

/**
 * The same for one thing that belongs to a mailbox, by its id. Who may not know of it hears that there is none.
 *
 * @throws NOT_FOUND
 */
export const actOnPart = <Row extends { readonly id: string }, T extends Refusable>(
  ctx: RequestContext,
  { entity, table, right, noun }: MailboxPart<Row>,
  id: string,
  action: MailboxAction,
  act: (manager: EntityManager, row: Row, mailbox: LockedMailbox) => Promise<T>,
): Promise<T | Refusable> =>
  transactionOf(ctx, async (manager) => {
    const mailbox = await lockMailboxOf(ctx, manager, { table, id, right, noun });
    // As they are now, after waiting for those who changed them.
    const row = await manager.findOneBy(entity, { id } as FindOptionsWhere<Row>);
    if (!row || !mailbox.rights.has(right)) throw notFound(noun);
    await requireAction(ctx, manager, mailbox, { action, argument: 'id' });
    return act(manager, row, mailbox);
  });
