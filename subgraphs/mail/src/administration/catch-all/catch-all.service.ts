import { load, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import type { MailDomain } from '../../directory/mail-domain/mail-domain.type';
import {
  changeMailService,
  recordForService,
} from '../../permission/mail-service-action/change-mail-service';
import { MailServiceAction } from '../../permission/mail-service-action/mail-service-action';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { lockMailbox } from '../../directory/mailbox/lock-mailbox';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { mailboxesById } from '../../directory/mailbox/mailbox.loaders';
import { refusal } from '../../directory/mailbox-address/mailbox-address.errors';
import { refuseLoop } from '../redirection/refuse-loop';
import type { RemoveCatchAllInput, SetCatchAllInput } from './catch-all.inputs';
import type { CatchAllOutcome } from './catch-all.payloads';

/** @returns null also where the caller does not see the mailbox */
export const findCatchAll = async (
  ctx: RequestContext,
  { catchAllMailboxId }: MailDomain,
): Promise<Mailbox | null> =>
  catchAllMailboxId === null ? null : load(ctx, mailboxesById, catchAllMailboxId);

/** @throws NOT_FOUND, FORBIDDEN */
export const setCatchAll = (
  ctx: RequestContext,
  { mailServiceId, domain, mailboxId }: SetCatchAllInput,
): Promise<CatchAllOutcome> =>
  changeMailService(ctx, mailServiceId, MailServiceAction.SET_CATCH_ALL, async (manager, service) => {
    const mailbox = await lockMailbox(ctx, manager, mailboxId);
    if (mailbox.mailServiceId !== service.id) throw notFound('Mailbox');
    const outcome = await write(manager, service, domain, mailboxId);
    if (outcome.userErrors.length > 0) return outcome;
    await recordForService(ctx, manager, service, MailServiceAction.SET_CATCH_ALL);
    return { ...outcome, userErrors: await refuseLoop(manager, mailbox, 'mailboxId') };
  });

/**
 * Removing what is not there changes nothing.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const removeCatchAll = (
  ctx: RequestContext,
  { mailServiceId, domain }: RemoveCatchAllInput,
): Promise<CatchAllOutcome> =>
  changeMailService(ctx, mailServiceId, MailServiceAction.REMOVE_CATCH_ALL, async (manager, service) => {
    const outcome = await write(manager, service, domain, null);
    if (outcome.userErrors.length > 0) return outcome;
    await recordForService(ctx, manager, service, MailServiceAction.REMOVE_CATCH_ALL);
    return outcome;
  });

async function write(
  manager: EntityManager,
  mailService: MailService,
  domain: string,
  mailboxId: string | null,
): Promise<CatchAllOutcome> {
  const [, changed]: [unknown, number] = await manager.query(
    'UPDATE mail.mail_domain SET catch_all_mailbox_id = $3 WHERE name = $1 AND mail_service_id = $2',
    [domain, mailService.id, mailboxId],
  );
  return changed === 0
    ? { userErrors: [refusal('DOMAIN_NOT_OF_SERVICE', 'domain')] }
    : { mailService, userErrors: [] };
}
