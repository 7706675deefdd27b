import { lockName, type UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { partsOf, UNDELIVERABLE } from './address-parts';
import { refusal } from './mailbox-address.errors';

/**
 * Whether an address can be given to a mailbox of a service. It stays so until the transaction ends, as nobody else
 * can claim it meanwhile.
 */
export async function claimAddress(
  manager: EntityManager,
  mailServiceId: string,
  address: string,
  argument: string,
): Promise<UserError | undefined> {
  await lockName(manager, `mail:address:${address}`);
  const { localPart, domain } = partsOf(address);
  if (UNDELIVERABLE.test(localPart)) return refusal('LOCAL_PART_NOT_ACCEPTED', argument);
  // The mail servers take off what stands behind it (RFC 5233; `recipient_delimiter`).
  if (localPart.includes('+')) return refusal('ADDRESS_WITH_DETAIL', argument);
  const [found]: { isOfService: boolean; isTaken: boolean }[] = await manager.query(
    `SELECT EXISTS (SELECT FROM mail.mail_domain WHERE name = $2 AND mail_service_id = $3) AS "isOfService",
       EXISTS (SELECT FROM mail.mailbox_address WHERE address = $1) AS "isTaken"`,
    [address, domain, mailServiceId],
  );
  if (!found?.isOfService) return refusal('DOMAIN_NOT_OF_SERVICE', argument);
  return found.isTaken ? refusal('ADDRESS_TAKEN', argument) : undefined;
}

export function insertAddress(
  manager: EntityManager,
  { id, mailServiceId }: { readonly id: string; readonly mailServiceId: string },
  address: string,
  kind: 'PRIMARY' | 'ALIAS',
): Promise<unknown> {
  const { localPart, domain } = partsOf(address);
  return manager.query(
    `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
     VALUES ($1, $2, $3, $4, $5)`,
    [localPart, domain, id, mailServiceId, kind],
  );
}
