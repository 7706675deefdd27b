import {
  type AddParameter,
  type Connection,
  type ConnectionArgs,
  load,
  notFound,
  pageKey,
  type RequestContext,
  requireAdministration,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import {
  changeMailService,
  recordForService,
} from '../../permission/mail-service-action/change-mail-service';
import { MailServiceAction } from '../../permission/mail-service-action/mail-service-action';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { RESTORABLE_DAYS, refusal } from '../../directory/mailbox/mailbox.errors';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { renewPublication } from '../../sieve-publication/request-publication';
import type { MailboxDeletionImpact } from './mailbox-deletion-impact.type';
import type { DeleteMailboxInput } from './mailbox-deletion.inputs';
import { deletedMailboxPages, restorableMailboxes } from './mailbox-deletion.loaders';
import type { DeletionOutcome } from './mailbox-deletion.payloads';
import { removeMailbox } from './remove-mailbox.job';

/**
 * Deletes a mailbox, which can be restored for some weeks.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function deleteMailbox(
  ctx: RequestContext,
  { mailboxId, dryRun }: DeleteMailboxInput,
): Promise<DeletionOutcome> {
  let impact: MailboxDeletionImpact | undefined;
  const { mailbox, userErrors } = await changeMailbox(
    ctx,
    mailboxId,
    MailboxAction.DELETE_MAILBOX,
    async (manager) => {
      impact = await readImpact(manager, mailboxId);
      if (impact.catchAllOf.length > 0) return [refusal('MAILBOX_IS_CATCH_ALL', 'mailboxId')];
      if (!dryRun) await markDeleted(ctx, manager, mailboxId);
      return [];
    },
    dryRun ? 'NOTHING_HAPPENED' : 'RECORD',
  );
  return {
    ...(impact && { impact }),
    ...(mailbox && !dryRun && { deletedMailbox: mailbox }),
    userErrors,
  };
}

async function markDeleted(ctx: RequestContext, manager: EntityManager, id: string): Promise<void> {
  await manager.query('UPDATE mail.mailbox SET deleted_at = statement_timestamp() WHERE id = $1', [id]);
  const { deletedAt } = await manager.findOneByOrFail(Mailbox, { id });
  await ctx.jobs.enqueue(manager, removeMailbox, id, restorableUntil({ deletedAt }));
}

/** Who redirects to it in other mail services is nobody's business here. */
async function readImpact(manager: EntityManager, id: string): Promise<MailboxDeletionImpact> {
  const [impact]: MailboxDeletionImpact[] = await manager.query(
    `SELECT
       ARRAY(SELECT address FROM mail.mailbox_address WHERE mailbox_id = mailbox.id
             ORDER BY kind DESC, address) AS addresses,
       (SELECT count(*)::integer FROM mail.mailbox_member WHERE mailbox_id = mailbox.id) AS "memberCount",
       (SELECT count(*)::integer FROM mail.redirection WHERE mailbox_id = mailbox.id) AS "redirectionCount",
       ARRAY(SELECT DISTINCT source.address
             FROM mail.mailbox_address AS own
             JOIN mail.redirection ON redirection.target = own.address
             JOIN mail.mailbox AS sender ON sender.id = redirection.mailbox_id AND sender.deleted_at IS NULL
               AND sender.mail_service_id = mailbox.mail_service_id
             JOIN mail.mailbox_address AS source ON source.mailbox_id = sender.id AND source.kind = 'PRIMARY'
             WHERE own.mailbox_id = mailbox.id ORDER BY source.address LIMIT 100) AS "redirectedFrom",
       ARRAY(SELECT name FROM mail.mail_domain WHERE catch_all_mailbox_id = mailbox.id
             ORDER BY name) AS "catchAllOf"
     FROM mail.mailbox WHERE id = $1`,
    [id],
  );
  if (!impact) throw new Error('A mailbox has gone while it was locked');
  return impact;
}

/**
 * Brings a deleted mailbox back as it was.
 *
 * @throws NOT_FOUND also where its time is over, FORBIDDEN
 */
export async function restoreMailbox(ctx: RequestContext, id: string): Promise<MailboxOutcome> {
  const { mailServiceId } = await findRestorable(ctx, ctx.database.manager, id);
  return changeMailService(
    ctx,
    mailServiceId,
    MailServiceAction.RESTORE_MAILBOX,
    async (manager, service) => {
      await findRestorable(ctx, manager, id, 'FOR NO KEY UPDATE');
      await manager.query('UPDATE mail.mailbox SET deleted_at = NULL WHERE id = $1', [id]);
      await renewPublication(ctx, manager, id);
      await recordForService(ctx, manager, service, MailServiceAction.RESTORE_MAILBOX, id);
      return { mailbox: await manager.findOneByOrFail(Mailbox, { id }), userErrors: [] };
    },
  );
}

async function findRestorable(
  ctx: RequestContext,
  manager: EntityManager,
  id: string,
  lock = '',
): Promise<{ mailServiceId: string }> {
  const parameters: unknown[] = [id];
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`;
  const [found]: { mailServiceId: string }[] = await manager.query(
    `SELECT item.mail_service_id AS "mailServiceId" FROM mail.mailbox AS item
     WHERE item.id = $1 AND ${restorableMailboxes(ctx, parameter)} ${lock}`,
    parameters,
  );
  if (!found) throw notFound('Deleted mailbox');
  return found;
}

/** @throws FORBIDDEN */
export async function listDeletedMailboxes(
  ctx: RequestContext,
  { id, organizationId }: MailService,
  page: ConnectionArgs,
): Promise<Connection<Mailbox> | null> {
  requireAdministration(ctx, organizationId, 'see deleted mailboxes');
  return load(ctx, deletedMailboxPages, pageKey(id, page));
}

/** Days of 24 hours, as the database adds them in UTC. */
export function restorableUntil({ deletedAt }: Pick<Mailbox, 'deletedAt'>): Date {
  if (!deletedAt) throw new Error('The mailbox is not deleted');
  return new Date(deletedAt.getTime() + RESTORABLE_DAYS * 86_400_000);
}
