import type { RequestContext } from '@hostgraph/subgraph-kit';
import { changeMailbox } from '../../permission/mailbox-action/change-mailbox';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { refusal } from '../../directory/mailbox/mailbox.errors';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { MailboxState } from '../../directory/mailbox/mailbox-state';
import { changePrimaryAddress } from './change-primary-address';
import { renewPublication } from '../../sieve-publication/request-publication';
import { canonicalTimeZone } from './canonical-time-zone';
import type {
  RenameMailboxInput,
  SetMailboxFiltersInput,
  SetMailboxQuotaInput,
  SetMailboxTimeZoneInput,
} from './mailbox-settings.inputs';

/** @throws NOT_FOUND, FORBIDDEN */
export const renameMailbox = (
  ctx: RequestContext,
  { mailboxId, displayName, address }: RenameMailboxInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.RENAME_MAILBOX, async (manager, mailbox) => {
    if (displayName != null) {
      await manager.update(Mailbox, { id: mailboxId }, { displayName });
      await renewPublication(ctx, manager, mailboxId);
    }
    return address == null ? [] : changePrimaryAddress(ctx, manager, mailbox, address);
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const suspendMailbox = (ctx: RequestContext, id: string): Promise<MailboxOutcome> =>
  changeMailbox(ctx, id, MailboxAction.SUSPEND_MAILBOX, async (manager) => {
    await manager.update(Mailbox, { id }, { state: MailboxState.SUSPENDED });
    await renewPublication(ctx, manager, id);
    return [];
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const resumeMailbox = (ctx: RequestContext, id: string): Promise<MailboxOutcome> =>
  changeMailbox(ctx, id, MailboxAction.RESUME_MAILBOX, async (manager) => {
    await manager.update(Mailbox, { id }, { state: MailboxState.ACTIVE });
    await renewPublication(ctx, manager, id);
    return [];
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const setMailboxQuota = (
  ctx: RequestContext,
  { mailboxId, quotaBytes }: SetMailboxQuotaInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.SET_MAILBOX_QUOTA, async (manager) => {
    await manager.update(Mailbox, { id: mailboxId }, { quotaBytes: String(quotaBytes) });
    return [];
  });

/** @throws NOT_FOUND, FORBIDDEN */
export const setMailboxFilters = (
  ctx: RequestContext,
  { mailboxId, antispamEnabled = null, adFilterEnabled = null }: SetMailboxFiltersInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.SET_MAILBOX_FILTERS, async (manager) => {
    await manager.query(
      `UPDATE mail.mailbox SET antispam_enabled = COALESCE($2, antispam_enabled),
         ad_filter_enabled = COALESCE($3, ad_filter_enabled)
       WHERE id = $1`,
      [mailboxId, antispamEnabled, adFilterEnabled],
    );
    return [];
  });

/**
 * Days and times of automatic replies are read by this clock; those that were read before stay where they are.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const setMailboxTimeZone = (
  ctx: RequestContext,
  { mailboxId, timeZone }: SetMailboxTimeZoneInput,
): Promise<MailboxOutcome> =>
  changeMailbox(ctx, mailboxId, MailboxAction.SET_MAILBOX_TIME_ZONE, async (manager) => {
    const canonical = canonicalTimeZone(timeZone);
    if (canonical === undefined) return [refusal('TIME_ZONE_UNKNOWN', 'timeZone')];
    await manager.update(Mailbox, { id: mailboxId }, { timeZone: canonical });
    return [];
  });
