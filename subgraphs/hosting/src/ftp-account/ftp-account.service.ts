import {
  type Connection,
  type ConnectionArgs,
  load,
  loadOrNotFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { HostingAuditAction } from '../audit-event/audit-action';
import { requireReader } from '../organization/organization.service';
import { FtpAccount } from './ftp-account.entity';
import type { DeleteFtpAccountInput, UpdateFtpAccountInput } from './ftp-account.inputs';
import { ftpAccountsById, ftpAccountsByOrganization, ftpAccountsBySite } from './ftp-account.loaders';
import type { FtpAccountOutcome, FtpDeletionOutcome } from './ftp-account.payloads';
import { accountAfter, changeFtpAccount, recordDeed } from './ftp-account.store';
import { readSettings } from './ftp-account-settings';
import { generatePassword, hashPassword } from './ftp-password';

/** @throws NOT_FOUND */
export const getFtpAccount = (ctx: RequestContext, id: string): Promise<FtpAccount> =>
  loadOrNotFound(ctx, ftpAccountsById, id, 'FTP account');

/** @throws FORBIDDEN */
export async function ftpAccountsOfOrganization(
  ctx: RequestContext,
  organizationId: string,
  page: ConnectionArgs,
): Promise<Connection<FtpAccount> | null> {
  requireReader(ctx, organizationId);
  return load(ctx, ftpAccountsByOrganization, pageKey(organizationId, page));
}

/** Whoever has got hold of the site may read its accounts: only the organization's readers find one. */
export const ftpAccountsOfSite = (
  ctx: RequestContext,
  siteId: string,
  page: ConnectionArgs,
): Promise<Connection<FtpAccount> | null> => load(ctx, ftpAccountsBySite, pageKey(siteId, page));

/** @throws NOT_FOUND */
export const updateFtpAccount = (
  ctx: RequestContext,
  { id, ...input }: UpdateFtpAccountInput,
): Promise<FtpAccountOutcome> =>
  changeFtpAccount(ctx, id, async (manager, account) => {
    const { settings, userErrors } = readSettings(input);
    if (userErrors.length > 0) return { userErrors };
    if (Object.keys(settings).length > 0) await manager.update(FtpAccount, { id }, settings);
    return done(await accountAfter(ctx, manager, account, HostingAuditAction.UPDATE_FTP_ACCOUNT));
  });

/**
 * Gives an account a password, which is answered this once; the former one is refused from now on.
 *
 * @throws NOT_FOUND
 */
export async function rotateFtpPassword(ctx: RequestContext, id: string): Promise<FtpAccountOutcome> {
  // Whoever may not have it shall not make us compute; the transaction asks again.
  await getFtpAccount(ctx, id);
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  return changeFtpAccount(ctx, id, async (manager, account) => {
    await manager.query(
      `UPDATE hosting.ftp_account SET password_hash = $2, password_changed_at = statement_timestamp() WHERE id = $1`,
      [id, passwordHash],
    );
    const ftpAccount = await accountAfter(ctx, manager, account, HostingAuditAction.ROTATE_FTP_PASSWORD);
    return { ...done(ftpAccount), password };
  });
}

/**
 * Lets an account sign in, or keeps it from that; doing it twice changes nothing.
 *
 * @throws NOT_FOUND
 */
export const switchFtpAccount = (
  ctx: RequestContext,
  id: string,
  isEnabled: boolean,
): Promise<FtpAccountOutcome> =>
  changeFtpAccount(ctx, id, async (manager, account) => {
    await manager.update(FtpAccount, { id }, { isEnabled });
    const { ENABLE_FTP_ACCOUNT, DISABLE_FTP_ACCOUNT } = HostingAuditAction;
    return done(
      await accountAfter(ctx, manager, account, isEnabled ? ENABLE_FTP_ACCOUNT : DISABLE_FTP_ACCOUNT),
    );
  });

/** @throws NOT_FOUND */
export const deleteFtpAccount = (
  ctx: RequestContext,
  { id, dryRun }: DeleteFtpAccountInput,
): Promise<FtpDeletionOutcome> =>
  changeFtpAccount(ctx, id, async (manager, ftpAccount) => {
    if (!dryRun) {
      await manager.delete(FtpAccount, { id });
      await recordDeed(ctx, manager, ftpAccount, HostingAuditAction.DELETE_FTP_ACCOUNT);
    }
    return { ftpAccount, isDeleted: !dryRun, userErrors: [] };
  });

const done = (ftpAccount: FtpAccount): FtpAccountOutcome => ({ ftpAccount, userErrors: [] });
