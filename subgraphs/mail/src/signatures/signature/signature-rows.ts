import { recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import { type EntityManager, Not } from 'typeorm';
import { type MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { AddressKind } from '../../directory/mailbox-address/address-kind';
import { MailboxAddress } from '../../directory/mailbox-address/mailbox-address.entity';
import type { KnownOfMailbox } from './compose-signature';
import { Signature } from './signature.entity';

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
