import { type Batch, type Keyset, pagesByParent } from '@hostgraph/subgraph-kit';
import { Any } from 'typeorm';
import { readableOrganizations } from '../organization/organization.service';
import { FtpAccount } from './ftp-account.entity';

export const ftpAccountsById: Batch<string, FtpAccount> = async (ctx, ids) => {
  const accounts = await ctx.database.getRepository(FtpAccount).findBy({
    id: Any([...ids]),
    organizationId: Any(readableOrganizations(ctx)),
  });
  return new Map(accounts.map((account) => [account.id, account]));
};

/** Not by username: accounts that get their prefix while somebody pages would be met twice or never. */
const keyset: Keyset = { columns: { local_part: 'text', id: 'text' }, direction: 'ASC' };

export const ftpAccountsByOrganization = pagesByParent({
  entity: FtpAccount,
  parentColumn: 'organization_id',
  keyset,
});

export const ftpAccountsBySite = pagesByParent({
  entity: FtpAccount,
  parentColumn: 'legacy_site_id',
  keyset,
});
