import { forbidden, refuseWith, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import type { MailboxRight } from '../../access/mailbox-right';
import { missingRight } from '../../access/mailbox-right.service';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { refusal } from '../../directory/mailbox/mailbox.errors';
import { ActionRefusal } from './action-refusal';
import { decide, REQUIREMENTS, WRITE_SCOPE } from './decide';
import type { MailboxAction } from './mailbox-action';
import { situationOf } from './mailbox-situation';

/** What somebody is about to do, and the argument by which they named the mailbox or what belongs to it. */
interface Attempt {
  readonly action: MailboxAction;
  readonly argument: 'mailboxId' | 'id';
}

/**
 * Ends the transaction of `transactionOf` where the caller may not do something with a mailbox at this moment. It is
 * locked, and stays as it is until the transaction ends.
 *
 * @throws FORBIDDEN
 */
export async function requireAction(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  { action, argument }: Attempt,
): Promise<void> {
  const reason = decide(ctx, action, await situationOf(ctx, manager, mailbox));
  switch (reason) {
    case null:
      return;
    case ActionRefusal.KEY_LACKS_SCOPE:
      throw forbidden(`This credential lacks the scope ${WRITE_SCOPE}`);
    case ActionRefusal.NOT_ADMINISTRATOR:
      throw forbidden('Only an administrator or legal responsible of the organization may do this');
    case ActionRefusal.MISSING_RIGHT:
      // `decide` says so only where a right is asked for, and not administration.
      throw missingRight(REQUIREMENTS[action].right as MailboxRight);
    case ActionRefusal.MAILBOX_SUSPENDED:
    case ActionRefusal.LIMIT_REACHED:
      refuseWith([refusal(reason, argument)]);
  }
}
