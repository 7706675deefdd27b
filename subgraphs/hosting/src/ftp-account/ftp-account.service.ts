import {
  type Connection,
  type ConnectionArgs,
  load,
  loadOrNotFound,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { requireReader } from '../organization/organization.service';
import type { FtpAccount } from './ftp-account.entity';
import { ftpAccountsById, ftpAccountsByOrganization, ftpAccountsBySite } from './ftp-account.loaders';

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
