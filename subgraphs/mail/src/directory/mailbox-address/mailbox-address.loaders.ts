import type { Batch } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { MailboxAddress } from './mailbox-address.entity';

/** All addresses of each mailbox, the primary one first, the aliases by name. */
export const addressesByMailbox: Batch<string, readonly MailboxAddress[]> = async (ctx, mailboxIds) => {
  const addresses = await ctx.database.getRepository(MailboxAddress).find({
    where: { mailboxId: In([...mailboxIds]) },
    order: { kind: 'DESC', address: 'ASC' },
  });
  const byMailbox = new Map(mailboxIds.map((id) => [id, [] as MailboxAddress[]]));
  for (const address of addresses) byMailbox.get(address.mailboxId)?.push(address);
  return byMailbox;
};
