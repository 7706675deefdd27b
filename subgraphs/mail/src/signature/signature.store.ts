import { forbidden, notFound, recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import { type EntityManager, Not } from 'typeorm';
import { type MailAuditAction, MailAuditTargetType } from '../audit-event/audit-action';
import { AuditEvent } from '../audit-event/audit-event.entity';
import { type LockedMailbox, lockMailbox, lockMailboxOf } from '../mailbox/lock-mailbox';
import { Mailbox } from '../mailbox/mailbox.entity';
import { AddressKind } from '../mailbox-address/address-kind';
import { MailboxAddress } from '../mailbox-address/mailbox-address.entity';
import { MailboxRight } from '../mailbox-right/mailbox-right';
import type { KnownOfMailbox } from './compose-signature';
import { Signature } from './signature.entity';

const NOUN = 'Signature';

/**
 * Changes the signatures of a mailbox, while nobody else does.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const changeSignatures = <T>(
  ctx: RequestContext,
  mailboxId: string,
  change: (manager: EntityManager, mailbox: LockedMailbox) => Promise<T>,
): Promise<T> =>
  ctx.database.transaction(async (manager) => {
    const mailbox = await lockMailbox(ctx, manager, mailboxId);
    if (!mailbox.rights.has(MailboxRight.SIGNATURES)) {
      throw forbidden('You lack the right SIGNATURES on this mailbox');
    }
    return change(manager, mailbox);
  });

/**
 * Changes one signature. Who may not write those of its mailbox may not read them either, so all others hear that there
 * is none.
 *
 * @throws NOT_FOUND
 */
export const changeSignature = <T>(
  ctx: RequestContext,
  id: string,
  change: (manager: EntityManager, signature: Signature, mailbox: LockedMailbox) => Promise<T>,
): Promise<T> =>
  ctx.database.transaction(async (manager) => {
    const right = MailboxRight.SIGNATURES;
    const mailbox = await lockMailboxOf(ctx, manager, { table: 'signature', id, right, noun: NOUN });
    // As they are now, after waiting for those who changed them.
    const signature = await manager.findOneBy(Signature, { id });
    if (!signature || !mailbox.rights.has(right)) throw notFound(NOUN);
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
