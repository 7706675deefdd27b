import { notFound, recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import { type EntityManager, Not } from 'typeorm';
import { type MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import { type LockedMailbox, lockMailbox, lockMailboxOf } from '../../directory/mailbox/lock-mailbox';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { AddressKind } from '../../directory/mailbox-address/address-kind';
import { MailboxAddress } from '../../directory/mailbox-address/mailbox-address.entity';
import type { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { requireAction } from '../../permission/mailbox-action/require-action';
import { MailboxRight } from '../../access/mailbox-right';
import { type Refusable, transactionOf } from '../../permission/refuse-with';
import type { KnownOfMailbox } from './compose-signature';
import { Signature } from './signature.entity';

const NOUN = 'Signature';

/**
 * Changes the signatures of a mailbox, while nobody else does.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const changeSignatures = <T extends Refusable>(
  ctx: RequestContext,
  mailboxId: string,
  action: MailboxAction,
  change: (manager: EntityManager, mailbox: LockedMailbox) => Promise<T>,
): Promise<T | Refusable> =>
  transactionOf(ctx, async (manager) => {
    const mailbox = await lockMailbox(ctx, manager, mailboxId);
    await requireAction(ctx, manager, mailbox, { action, argument: 'mailboxId' });
    return change(manager, mailbox);
  });

/**
 * Changes one signature. Who may not write those of its mailbox may not read them either, so all others hear that there
 * is none.
 *
 * @throws NOT_FOUND
 */
export const changeSignature = <T extends Refusable>(
  ctx: RequestContext,
  id: string,
  action: MailboxAction,
  change: (manager: EntityManager, signature: Signature, mailbox: LockedMailbox) => Promise<T>,
): Promise<T | Refusable> =>
  transactionOf(ctx, async (manager) => {
    const right = MailboxRight.SIGNATURES;
    const mailbox = await lockMailboxOf(ctx, manager, { table: 'signature', id, right, noun: NOUN });
    // As they are now, after waiting for those who changed them.
    const signature = await manager.findOneBy(Signature, { id });
    if (!signature || !mailbox.rights.has(right)) throw notFound(NOUN);
    await requireAction(ctx, manager, mailbox, { action, argument: 'id' });
    return change(manager, signature, mailbox);
  });

/** What variables have as defaults, at this moment. */
export async function readKnown(manager: EntityManager, mailboxId: string): Promise<KnownOfMailbox> {
  const { displayName } = await manager.findOneByOrFail(Mailbox, { id: mailboxId });
  const kind = AddressKind.PRIMARY;
  const { address } = await manager.findOneByOrFail(MailboxAddress, { mailboxId, kind });
  return { displayName, address };
}

/** Before another signature becomes the default. */
export const dropOtherDefault = (
  manager: EntityManager,
  { id: mailboxId }: LockedMailbox,
  id: string,
): Promise<unknown> =>
  manager.update(Signature, { mailboxId, isDefault: true, id: Not(id) }, { isDefault: false });

export const auditSignature = (
  ctx: RequestContext,
  manager: EntityManager,
  { organizationId }: LockedMailbox,
  { targetId, action }: { readonly targetId: string; readonly action: MailAuditAction },
): Promise<void> =>
  recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: MailAuditTargetType.SIGNATURE,
    targetId,
  });
