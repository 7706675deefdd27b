import { byId, type Keyset, pagesByParent } from '@hostgraph/subgraph-kit';
import { ofReadableOrganizations } from '../organization/organization.service';
import { FtpAccount } from './ftp-account.entity';

export const ftpAccountsById = byId(FtpAccount, ofReadableOrganizations);

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
