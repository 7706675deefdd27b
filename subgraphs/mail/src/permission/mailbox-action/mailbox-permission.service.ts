import { loadOrNotFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { decide } from './decide';
import { MailboxAction } from './mailbox-action';
import { MailboxPermission } from './mailbox-permission.type';
import { situationsByMailbox } from './mailbox-situation';

/** @param actions all where none are named */
export async function listPermissions(
  ctx: RequestContext,
  { id }: Mailbox,
  actions: readonly MailboxAction[] | null | undefined,
): Promise<MailboxPermission[]> {
  const situation = await loadOrNotFound(ctx, situationsByMailbox, id, 'Mailbox');
  return [...new Set(actions ?? Object.values(MailboxAction))].map((action) => {
    const reason = decide(ctx, action, situation);
    return Object.assign(new MailboxPermission(), { action, allowed: reason === null, reason });
  });
}
