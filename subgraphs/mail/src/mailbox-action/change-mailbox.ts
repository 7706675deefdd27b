import { refuseWith, transactionOf } from '../refusal/refuse-with';
import { forbidden, recordAuditEvent, type RequestContext, type UserError } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { MailAuditAction, MailAuditTargetType } from '../audit-event/audit-action';
import { AuditEvent } from '../audit-event/audit-event.entity';
import { type LockedMailbox, lockMailbox } from '../mailbox/lock-mailbox';
import { Mailbox } from '../mailbox/mailbox.entity';
import { refusal } from '../mailbox/mailbox.errors';
import type { MailboxOutcome } from '../mailbox/mailbox.payloads';
import { ActionRefusal } from './action-refusal';
import { decide, REQUIREMENTS, WRITE_SCOPE } from './decide';
import type { MailboxAction } from './mailbox-action';
import { readSituations } from './mailbox-situation';

/** @returns what it refuses: then nothing remains of what it has written */
export type Change = (manager: EntityManager, mailbox: LockedMailbox) => Promise<readonly UserError[]>;

/**
 * Changes a mailbox if the caller may do so at this moment, while nobody else changes it, and records who did it.
 *
 * @param audit nothing happened in a dry run
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function changeMailbox(
  ctx: RequestContext,
  id: string,
  action: MailboxAction,
  change: Change,
  audit: 'RECORD' | 'NOTHING_HAPPENED' = 'RECORD',
): Promise<MailboxOutcome> {
  const outcome = await transactionOf(ctx, async (manager) => {
    const mailbox = await lockMailbox(ctx, manager, id);
    refuseWith(await refusalsOf(ctx, manager, id, action));
    refuseWith(await change(manager, mailbox));
    if (audit === 'RECORD') {
      await recordAuditEvent(ctx, manager, AuditEvent, {
        organizationId: mailbox.organizationId,
        action: MailAuditAction[action],
        targetType: MailAuditTargetType.MAILBOX,
        targetId: id,
      });
    }
    return { mailbox: await manager.findOneByOrFail(Mailbox, { id }), userErrors: [] };
  });
  ctx.loaders.clear();
  return outcome;
}

/** @throws FORBIDDEN */
async function refusalsOf(
  ctx: RequestContext,
  manager: EntityManager,
  id: string,
  action: MailboxAction,
): Promise<UserError[]> {
  const situation = (await readSituations(ctx, manager, [id])).get(id);
  if (!situation) throw new Error('A mailbox has gone while it was locked');
  const reason = decide(ctx, action, situation);
  switch (reason) {
    case null:
      return [];
    case ActionRefusal.KEY_LACKS_SCOPE:
      throw forbidden(`This credential lacks the scope ${WRITE_SCOPE}`);
    case ActionRefusal.NOT_ADMINISTRATOR:
      throw forbidden('Only an administrator or legal responsible of the organization may do this');
    case ActionRefusal.MISSING_RIGHT:
      throw forbidden(`You lack the right ${REQUIREMENTS[action].right} on this mailbox`);
    case ActionRefusal.MAILBOX_SUSPENDED:
    case ActionRefusal.LIMIT_REACHED:
      return [refusal(reason, 'mailboxId')];
  }
}
