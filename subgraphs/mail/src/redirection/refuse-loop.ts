import type { UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { refusal } from './redirection.errors';

/** Who receives what is sent to `forwarded.target`: a mailbox with the address, or else the domain's catch-all. */
const RECIPIENT = `LATERAL (
  SELECT address.mailbox_id AS id FROM mail.mailbox_address AS address
  WHERE address.address = forwarded.target AND address.mail_service_id = $2
  UNION ALL
  SELECT domain.catch_all_mailbox_id FROM mail.mail_domain AS domain
  WHERE domain.name = split_part(forwarded.target, '@', 2) AND domain.mail_service_id = $2
    AND domain.catch_all_mailbox_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM mail.mailbox_address AS taken WHERE taken.address = forwarded.target)
) AS recipient`;

/**
 * Refuses what has just been written if a message to the mailbox would come back to it by redirections. Only those of
 * its own mail service are followed: what others do with their mail is not told here, and mail servers notice the rest
 * by themselves (RFC 5321, 6.3).
 */
export async function refuseLoop(
  manager: EntityManager,
  { id, mailServiceId }: { readonly id: string; readonly mailServiceId: string },
  argument: string,
): Promise<UserError[]> {
  const found: object[] = await manager.query(
    `WITH RECURSIVE forwarded (target) AS (
       SELECT target FROM mail.redirection WHERE mailbox_id = $1
       UNION
       SELECT next.target FROM forwarded CROSS JOIN ${RECIPIENT}
       JOIN mail.redirection AS next ON next.mailbox_id = recipient.id
     )
     SELECT 1 FROM forwarded CROSS JOIN ${RECIPIENT} WHERE recipient.id = $1 LIMIT 1`,
    [id, mailServiceId],
  );
  return found.length > 0 ? [refusal('REDIRECTION_LOOP', argument)] : [];
}
