import { type EntityManager, IsNull } from 'typeorm';
import { AutoReply } from '../auto-replies/auto-reply/auto-reply.entity';
import { MailboxState } from '../directory/mailbox/mailbox-state';
import { Mailbox } from '../directory/mailbox/mailbox.entity';
import { AddressKind } from '../directory/mailbox-address/address-kind';
import { MailboxAddress } from '../directory/mailbox-address/mailbox-address.entity';
import type { SievePart } from '../sieve/sieve-extension';
import { vacationScript } from '../auto-replies/vacation/vacation-script';

/** An auto-reply in a mailbox's script. */
export interface VacationPart extends SievePart {
  readonly autoReply: Pick<AutoReply, 'id' | 'updatedAt'>;
}

/** What the auto-reply of a mailbox puts into its script: nothing, where none is on or the mailbox is suspended. */
export async function vacationParts(
  manager: EntityManager,
  mailboxId: string,
): Promise<readonly VacationPart[]> {
  const autoReply = await manager.findOneBy(AutoReply, { mailboxId, deactivatedAt: IsNull() });
  if (!autoReply) return [];
  const mailbox = await manager.findOneBy(Mailbox, { id: mailboxId, state: MailboxState.ACTIVE });
  if (!mailbox) return [];
  const addresses = await manager.find(MailboxAddress, {
    where: { mailboxId },
    order: { kind: 'DESC', address: 'ASC' },
  });
  const primary = addresses.find(({ kind }) => kind === AddressKind.PRIMARY);
  if (!primary) return [];
  const domains: { name: string }[] = await manager.query(
    'SELECT name FROM mail.mail_domain WHERE mail_service_id = $1 ORDER BY name',
    [mailbox.mailServiceId],
  );
  const { handle, audience, content, externalContent, startsAt, endsAt, repeatIntervalDays } = autoReply;
  const part = await vacationScript({
    handle,
    audience,
    content,
    externalContent,
    startsAt,
    endsAt,
    repeatIntervalDays,
    sender: { name: mailbox.displayName, address: primary.address },
    addresses: addresses.map(({ address }) => address),
    domains: domains.map(({ name }) => name),
  });
  return [{ ...part, autoReply: { id: autoReply.id, updatedAt: autoReply.updatedAt } }];
}
