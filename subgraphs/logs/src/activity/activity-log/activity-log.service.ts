import { forbidden, load, type RequestContext } from '@hostgraph/subgraph-kit';
import { splitAddress } from '../../mail-event/address-parts';
import { mailboxAddress } from '../../mail-event/mailbox-address';
import type { MailEventPage } from './mail-event.connection';
import type { MailService } from '../../foreign/mail-service/mail-service.type';
import { heldAddresses } from '../../foreign/mailbox/held-addresses';
import type { Mailbox } from '../../foreign/mailbox/mailbox.type';
import { requireViewLogs } from '../../foreign/mailbox/require-view-logs';
import { coveredAddresses } from '../../retention/covered-addresses';
import { periodNotCovered } from '../../retention/period-not-covered';
import { logCoverage } from '../../retention/retention.service';
import type { ActivityLogArgs, MailServiceActivityLogArgs } from './activity-log.inputs';
import { activityLogPages } from './activity-log.loaders';
import { askedPage } from './asked-page';
import { LogScope } from '../../mail-event/log-scope';
import type { HeldAddress, LogOwner } from '../../mail-event/log-filter';

/** The log of a mailbox, as far as the mail subgraph says that the caller may read it. */
export async function activityLog(
  ctx: RequestContext,
  mailbox: Mailbox,
  args: ActivityLogArgs,
): Promise<MailEventPage | null> {
  requireViewLogs(mailbox);
  const owner: LogOwner = { scope: LogScope.MAILBOX, id: mailbox.id, addresses: heldAddresses(mailbox) };
  return readLog(ctx, owner, mailbox.mailService?.id, args, null);
}

/** The log of a whole mail service, as far as the mail subgraph says that the caller may read it. */
export async function mailServiceActivityLog(
  ctx: RequestContext,
  mailService: MailService,
  args: MailServiceActivityLogArgs,
): Promise<MailEventPage | null> {
  // Exactly true: whatever else stands there did not come from mail.
  if (mailService.viewerMayViewLogs !== true) {
    throw forbidden('Reading the log of a whole service needs the role ADMINISTRATOR or LEGAL_RESPONSIBLE');
  }
  const named = args.addresses ?? null;
  const addresses = addressesOf(mailService, named);
  return readLog(
    ctx,
    { scope: LogScope.MAIL_SERVICE, id: mailService.id, addresses },
    mailService.id,
    args,
    named,
  );
}

/**
 * An event counts from when its domain became this service's: what came before is somebody else's log. A domain without
 * that time has no events, and an address in a domain of somebody else none either.
 *
 * @param named null for all that lies in its domains
 */
function addressesOf({ domains = [] }: MailService, named: readonly string[] | null): HeldAddress[] {
  const since = new Map(domains.map(({ name, assignedAt }) => [name, Date.parse(assignedAt)]));
  const wanted =
    named === null
      ? [...since.keys()].map((domain) => ({ domain, localPart: null }))
      : [...new Set(named.map(mailboxAddress))].map(splitAddress);
  return wanted.flatMap(({ domain, localPart }) => {
    const assigned = since.get(domain) ?? NaN;
    return Number.isNaN(assigned) ? [] : [{ domain, localPart, since: new Date(assigned) }];
  });
}

async function readLog(
  ctx: RequestContext,
  owner: LogOwner,
  mailServiceId: string | undefined,
  args: ActivityLogArgs,
  named: readonly string[] | null,
): Promise<MailEventPage | null> {
  const page = askedPage(args, named);
  const coverage = await logCoverage(ctx, mailServiceId);
  const events = await load(ctx, activityLogPages, {
    page,
    owner: { ...owner, addresses: coveredAddresses(owner.addresses, coverage.coversSince) },
  });
  const heldSince = owner.addresses.map(({ since }) => since.getTime());
  return events && { ...events, notCovered: periodNotCovered(heldSince, args, coverage) };
}
