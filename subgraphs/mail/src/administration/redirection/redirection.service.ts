import { load, newId, type RequestContext } from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { MailboxRight } from '../../access/mailbox-right';
import { requireRight } from '../../access/mailbox-right.service';
import { Redirection } from './redirection.entity';
import { refusal } from './redirection.errors';
import type {
  AddRedirectionInput,
  RemoveRedirectionInput,
  SetRedirectionCopyInput,
} from './redirection.inputs';
import { redirectionsByMailbox } from './redirection.loaders';
import { refuseLoop } from './refuse-loop';

/** @throws FORBIDDEN */
export async function listRedirections(
  ctx: RequestContext,
  mailbox: Mailbox,
): Promise<readonly Redirection[]> {
  await requireRight(ctx, mailbox, MailboxRight.REDIRECTIONS);
  return (await load(ctx, redirectionsByMailbox, mailbox.id)) ?? [];
}

/**
 * Adding a redirection that is there changes nothing.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const addRedirection = (
  ctx: RequestContext,
  { mailboxId, target }: AddRedirectionInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.ADD_REDIRECTION, async (manager, mailbox) => {
    await manager.query(
      `INSERT INTO mail.redirection (id, mailbox_id, target) VALUES ($1, $2, $3)
       ON CONFLICT (mailbox_id, target) DO NOTHING`,
      [newId('rdr'), mailboxId, target],
    );
    return refuseLoop(manager, mailbox, 'target');
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const removeRedirection = (
  ctx: RequestContext,
  { mailboxId, target }: RemoveRedirectionInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.REMOVE_REDIRECTION, async (manager) => {
    const { affected } = await manager.delete(Redirection, { mailboxId, target });
    return affected === 0 ? [refusal('REDIRECTION_NOT_FOUND', 'target')] : [];
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const setRedirectionCopy = (
  ctx: RequestContext,
  { mailboxId, keepsCopy }: SetRedirectionCopyInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.SET_REDIRECTION_COPY, async (manager) => {
    await manager.update(Mailbox, { id: mailboxId }, { redirectionKeepsCopy: keepsCopy });
    return [];
  });
