import { administeredOrganizations } from '@hostgraph/principal';
import { load, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import type { FtpAccount } from '../ftp-account/ftp-account.entity';
import { ftpAccountsById } from '../ftp-account/ftp-account.loaders';
import type { FtpFormerUsernameUse } from './former-username-use.type';
import { formerUsernames, usesOfAccounts } from './username-migration.loaders';

/** What the username was before; null where it has not been changed. */
export const formerUsernameOf = (ctx: RequestContext, { id }: FtpAccount): Promise<string | null> =>
  load(ctx, formerUsernames, id);

export const formerUsernameUseOf = (
  ctx: RequestContext,
  { id }: FtpAccount,
): Promise<FtpFormerUsernameUse | null> => load(ctx, usesOfAccounts, id);

/**
 * The account that has the username, or had it before it was changed, of an organization that the caller administers.
 *
 * @throws NOT_FOUND for any other, as for one that nobody has
 */
export async function resolveUsername(ctx: RequestContext, username: string): Promise<FtpAccount> {
  const [found]: { id: string }[] = username.includes('\u0000')
    ? []
    : await ctx.database.query(
        `SELECT id FROM (
           SELECT id, organization_id, 0 AS age FROM hosting.ftp_account WHERE lower(username) = lower($1)
           UNION ALL
           SELECT account.id, account.organization_id, 1 FROM hosting.username_change_in_force AS change
             JOIN hosting.ftp_account AS account ON account.id = change.account_id
           WHERE lower(change.former_username) = lower($1) AND change.new_local_part IS NOT NULL
         ) AS match
         WHERE organization_id = ANY ($2) ORDER BY age LIMIT 1`,
        [username, administeredOrganizations(ctx.principal)],
      );
  const account = found && (await load(ctx, ftpAccountsById, found.id));
  if (!account) throw notFound('FTP account');
  return account;
}
