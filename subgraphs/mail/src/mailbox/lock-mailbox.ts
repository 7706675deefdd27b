import { type AddParameter, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { visibleMailboxes } from '../caller/visible.sql';
import type { MailboxRight } from '../mailbox-right/mailbox-right';
import { readRights } from '../mailbox-right/mailbox-right.service';

/** A mailbox that nobody else changes until the transaction ends, and what the caller may do with it at this moment. */
export interface LockedMailbox {
  readonly id: string;
  readonly mailServiceId: string;
  readonly organizationId: string;
  readonly rights: ReadonlySet<MailboxRight>;
}

/**
 * @param noun what is said not to be found
 * @throws NOT_FOUND also when the caller may not see it
 */
export async function lockMailbox(
  ctx: RequestContext,
  manager: EntityManager,
  id: string,
  noun = 'Mailbox',
): Promise<LockedMailbox> {
  const parameters: unknown[] = [id];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;
  const [row]: Omit<LockedMailbox, 'rights'>[] = await manager.query(
    `SELECT item.id, item.mail_service_id AS "mailServiceId", (
       SELECT organization_id FROM mail.mail_service WHERE mail_service.id = item.mail_service_id
     ) AS "organizationId"
     FROM mail.mailbox AS item
     WHERE item.id = $1 AND (${visibleMailboxes(ctx, parameter)}) FOR NO KEY UPDATE`,
    parameters,
  );
  if (!row) throw notFound(noun);
  const rights = (await readRights(ctx, manager, [id])).get(id);
  return { ...row, rights: rights ?? new Set() };
}
