import type { RequestContext, UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MAX_ADDRESSES } from '../../permission/mailbox-action/decide';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { refusal } from '../../directory/mailbox/mailbox.errors';
import { refuseLoop } from '../redirection/refuse-loop';
import { renewPublication } from '../../sieve-publication/request-publication';
import { UNDELIVERABLE } from '../../directory/mailbox-address/address-parts';
import { claimAddress, insertAddress } from '../../directory/mailbox-address/claim-address';
import { MailboxAddress } from '../../directory/mailbox-address/mailbox-address.entity';
import { refusal as refuseAddress } from '../../directory/mailbox-address/mailbox-address.errors';

/** Gives a mailbox another primary address; the one that it had stays as an alias. */
export async function changePrimaryAddress(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  address: string,
): Promise<UserError[]> {
  const held = await manager.findBy(MailboxAddress, { mailboxId: mailbox.id });
  // Also one that it has from before: nobody could sign in by it.
  if (UNDELIVERABLE.test(address)) return [refuseAddress('LOCAL_PART_NOT_ACCEPTED', 'address')];
  const isHeld = held.some((one) => one.address === address);
  if (!isHeld) {
    if (held.length >= MAX_ADDRESSES) return [refusal('LIMIT_REACHED', 'address')];
    const refused = await claimAddress(manager, mailbox.mailServiceId, address, 'address');
    if (refused) return [refused];
  }
  await manager.query(
    `UPDATE mail.mailbox_address SET kind = 'ALIAS' WHERE mailbox_id = $1 AND kind = 'PRIMARY'`,
    [mailbox.id],
  );
  if (isHeld) {
    await manager.query(
      `UPDATE mail.mailbox_address SET kind = 'PRIMARY' WHERE mailbox_id = $1 AND address = $2`,
      [mailbox.id, address],
    );
  } else {
    await insertAddress(manager, mailbox, address, 'PRIMARY');
  }
  await renewPublication(ctx, manager, mailbox.id);
  return refuseLoop(manager, mailbox, 'address');
}
