import type { RequestContext } from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { AddressKind } from '../../directory/mailbox-address/address-kind';
import { claimAddress, insertAddress } from '../../directory/mailbox-address/claim-address';
import { MailboxAddress } from '../../directory/mailbox-address/mailbox-address.entity';
import { refusal } from '../../directory/mailbox-address/mailbox-address.errors';
import { refuseLoop } from '../redirection/refuse-loop';
import { renewPublication } from '../../sieve-publication/request-publication';
import type { AddMailboxAliasInput, RemoveMailboxAliasInput } from './alias.inputs';

/**
 * Adding an alias that the mailbox has changes nothing.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const addMailboxAlias = (
  ctx: RequestContext,
  { mailboxId, address }: AddMailboxAliasInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.ADD_MAILBOX_ALIAS, async (manager, mailbox) => {
    const held = await manager.findOneBy(MailboxAddress, { mailboxId, address });
    if (held) return held.kind === AddressKind.ALIAS ? [] : [refusal('ADDRESS_IS_PRIMARY', 'address')];
    const refused = await claimAddress(manager, mailbox.mailServiceId, address, 'address');
    if (refused) return [refused];
    await insertAddress(manager, mailbox, address, 'ALIAS');
    await renewPublication(ctx, manager, mailboxId);
    return refuseLoop(manager, mailbox, 'address');
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const removeMailboxAlias = (
  ctx: RequestContext,
  { mailboxId, address }: RemoveMailboxAliasInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.REMOVE_MAILBOX_ALIAS, async (manager) => {
    const held = await manager.findOneBy(MailboxAddress, { mailboxId, address });
    if (!held) return [refusal('NOT_AN_ALIAS', 'address')];
    if (held.kind === AddressKind.PRIMARY) return [refusal('ADDRESS_IS_PRIMARY', 'address')];
    await manager.delete(MailboxAddress, { mailboxId, address });
    await renewPublication(ctx, manager, mailboxId);
    return [];
  });
