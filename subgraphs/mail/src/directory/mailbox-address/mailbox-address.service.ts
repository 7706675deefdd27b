import { load, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import { AddressKind } from './address-kind';
import type { MailboxAddress } from './mailbox-address.entity';
import { addressesByMailbox } from './mailbox-address.loaders';

/** Whose addresses they are. */
interface Holder {
  readonly id: string;
}

export async function listAddresses(ctx: RequestContext, { id }: Holder): Promise<readonly MailboxAddress[]> {
  return (await load(ctx, addressesByMailbox, id)) ?? [];
}

/** @throws NOT_FOUND when the mailbox was deleted while this request was answered: no other has none */
export async function getPrimaryAddress(ctx: RequestContext, mailbox: Holder): Promise<string> {
  const addresses = await listAddresses(ctx, mailbox);
  const primary = addresses.find(({ kind }) => kind === AddressKind.PRIMARY);
  if (!primary) throw notFound('Mailbox');
  return primary.address;
}
