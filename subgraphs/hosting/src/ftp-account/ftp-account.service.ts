import {
  type Connection,
  type ConnectionArgs,
  load,
  notFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireReader } from '../organization/organization.service';
import type { FtpAccount } from './ftp-account.entity';
import { ftpAccountsById, ftpAccountsByOrganization, ftpAccountsBySite } from './ftp-account.loaders';

/** @throws NOT_FOUND */
export async function getFtpAccount(ctx: RequestContext, id: string): Promise<FtpAccount> {
  const account = await load(ctx, ftpAccountsById, id);
  if (!account) throw notFound('FTP account');
  return account;
}

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
