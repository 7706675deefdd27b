import { badUserInput, forbidden, load, type RequestContext } from '@hostgraph/subgraph-kit';
import { splitAddress } from '../mail-event/address-parts';
import type { MailEventPage } from '../mail-event/mail-event.connection';
import type { Mailbox } from '../mailbox/mailbox.type';
import { periodNotCovered } from '../retention/period-not-covered';
import { logCoverage } from '../retention/retention.service';
import type { ActivityLogArgs } from './activity-log.inputs';
import { activityLogPages } from './activity-log.loaders';
import type { LogOwner } from './page-statement';

/** The log of a mailbox, as far as the mail subgraph says that the caller may read it. */
export async function activityLog(
  ctx: RequestContext,
  mailbox: Mailbox,
  args: ActivityLogArgs,
): Promise<MailEventPage | null> {
  requireViewLogs(mailbox);
  if (args.from && args.to && args.from >= args.to) throw badUserInput('from must be earlier than to');
  const coverage = await logCoverage(ctx, mailbox.mailService?.id);
  const page = await load(ctx, activityLogPages, {
    page: {
      first: args.first,
      after: args.after ?? null,
      direction: args.direction ?? null,
      from: args.from ?? null,
      to: args.to ?? null,
      status: args.status ?? null,
      correspondent: args.correspondent ?? null,
    },
    owner: logOwner(mailbox, coverage.coversSince),
  });
  const heldSince = (mailbox.addresses ?? []).map(({ assignedAt }) => Date.parse(assignedAt));
  return page && { ...page, notCovered: periodNotCovered(heldSince, args, coverage) };
}

/** @throws FORBIDDEN */
export function requireViewLogs({ viewerMayViewLogs }: Mailbox): void {
  // Exactly true: whatever else stands there did not come from mail.
  if (viewerMayViewLogs !== true) throw forbidden('You lack the right VIEW_LOGS on this mailbox');
}

/**
 * An event counts from when its address became this mailbox's: what came before is somebody else's log. An address
 * without that time has no events.
 */
export function logOwner({ id, addresses = [] }: Mailbox, coversSince: Date): LogOwner {
  return {
    id,
    addresses: addresses.flatMap(({ address, assignedAt }) => {
      const assigned = Date.parse(assignedAt);
      if (Number.isNaN(assigned)) return [];
      return [{ ...splitAddress(address), since: new Date(Math.max(assigned, coversSince.getTime())) }];
    }),
  };
}
