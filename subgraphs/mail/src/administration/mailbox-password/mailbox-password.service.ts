import type { RequestContext, UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { MAX_PASSWORD, MIN_PASSWORD, refusal } from '../../directory/mailbox/mailbox.errors';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { hashPassword } from './hash-password';
import type { SetMailboxPasswordInput } from './mailbox-password.inputs';
import { opaqueString } from './opaque-string';
import { isSoonGuessed } from './password-strength';

/**
 * Gives a mailbox another password. The work of judging and hashing it is done for those only who may set it.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const setMailboxPassword = (
  ctx: RequestContext,
  { mailboxId, password }: SetMailboxPasswordInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.SET_MAILBOX_PASSWORD, async (manager) => {
    const prepared = opaqueString(password.reveal());
    if (prepared === undefined) return [refusal('PASSWORD_NOT_TYPABLE', 'password')];
    const refused = refuseLength(prepared);
    if (refused) return [refused];
    if (isSoonGuessed(prepared, await readKnown(manager, mailboxId))) {
      return [refusal('PASSWORD_TOO_WEAK', 'password')];
    }
    await manager.query('UPDATE mail.mailbox SET password_hash = $2 WHERE id = $1', [
      mailboxId,
      await hashPassword(prepared),
    ]);
    return [];
  });

/** Each code point counts as one character (NIST SP 800-63B, 5.1.1.2). */
function refuseLength(password: string): UserError | undefined {
  const { length } = Array.from(password);
  if (length < MIN_PASSWORD) return refusal('PASSWORD_TOO_SHORT', 'password');
  return length > MAX_PASSWORD ? refusal('PASSWORD_TOO_LONG', 'password') : undefined;
}

/** What somebody who guesses would try first. */
async function readKnown(manager: EntityManager, mailboxId: string): Promise<string[]> {
  const rows: { known: string }[] = await manager.query(
    `SELECT address AS known FROM mail.mailbox_address WHERE mailbox_id = $1
     UNION ALL SELECT display_name FROM mail.mailbox WHERE id = $1
     UNION ALL SELECT service.name FROM mail.mail_service AS service
       JOIN mail.mailbox ON mailbox.mail_service_id = service.id WHERE mailbox.id = $1`,
    [mailboxId],
  );
  return rows.map(({ known }) => known);
}
