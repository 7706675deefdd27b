import { badUserInput, forbidden, load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { MailEventPage } from '../mail-event/mail-event.connection';
import type { Mailbox } from '../mailbox/mailbox.type';
import type { ActivityLogArgs } from './activity-log.inputs';
import { activityLogPages, pageKey } from './activity-log.loaders';

/** The log of a mailbox, as far as the mail subgraph says that the caller may read it. */
export async function activityLog(
  ctx: RequestContext,
  mailbox: Mailbox,
  args: ActivityLogArgs,
): Promise<MailEventPage | null> {
  // Exactly true: whatever else stands there did not come from mail.
  if (mailbox.viewerMayViewLogs !== true) throw forbidden('You lack the right VIEW_LOGS on this mailbox');
  if (args.from && args.to && args.from >= args.to) throw badUserInput('from must be earlier than to');
  return load(ctx, activityLogPages, pageKey(mailbox, args));
}
