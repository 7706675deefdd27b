import { type AddParameter, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { visibleMailboxes } from '../../access/visible.sql';
import type { MailboxRight } from '../../access/mailbox-right';
import { heldRights, readRights } from '../../access/mailbox-right.service';

/** A mailbox that nobody else changes until the transaction ends, and what the caller may do with it at this moment. */
export interface LockedMailbox {
  readonly id: string;
  readonly mailServiceId: string;
  readonly organizationId: string;
  readonly rights: ReadonlySet<MailboxRight>;
}

/** @throws NOT_FOUND also when the caller may not see it */
export const lockMailbox = (
  ctx: RequestContext,
  manager: EntityManager,
  id: string,
): Promise<LockedMailbox> => lock(ctx, manager, 'Mailbox', (parameter) => `item.id = ${parameter(id)}`);

/** Something of a mailbox that only holders of a right may know of. */
export interface OwnedByMailbox {
  readonly table: 'sorting_rule' | 'signature';
  readonly id: string;
  readonly right: MailboxRight;
  /** What is said not to be found. */
  readonly noun: string;
}

/**
 * Locks the mailbox to which something belongs. One statement finds both and asks for the right, so that no work more
 * is done for what is hidden than for what is not there.
 *
 * @throws NOT_FOUND to whoever does not hold the right, too
 */
export const lockMailboxOf = (
  ctx: RequestContext,
  manager: EntityManager,
  { table, id, right, noun }: OwnedByMailbox,
): Promise<LockedMailbox> =>
  lock(ctx, manager, noun, (parameter) => {
    const organizationId = '(SELECT organization_id FROM mail.mail_service WHERE id = item.mail_service_id)';
    const held = heldRights(ctx, parameter, { mailboxId: 'item.id', organizationId });
    return `item.id = (SELECT mailbox_id FROM mail.${table} WHERE id = ${parameter(id)})
      AND ${parameter(right)} = ANY(${held})`;
  });

async function lock(
  ctx: RequestContext,
  manager: EntityManager,
  noun: string,
  condition: (parameter: AddParameter) => string,
): Promise<LockedMailbox> {
  const parameters: unknown[] = [];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;
  const [row]: Omit<LockedMailbox, 'rights'>[] = await manager.query(
    `SELECT item.id, item.mail_service_id AS "mailServiceId", (
       SELECT organization_id FROM mail.mail_service WHERE mail_service.id = item.mail_service_id
     ) AS "organizationId"
     FROM mail.mailbox AS item
     WHERE ${condition(parameter)} AND (${visibleMailboxes(ctx, parameter)}) FOR NO KEY UPDATE`,
    parameters,
  );
  if (!row) throw notFound(noun);
  const rights = (await readRights(ctx, manager, [row.id])).get(row.id);
  return { ...row, rights: rights ?? new Set() };
}
