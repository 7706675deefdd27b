import { byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { ofReadableOrganizations } from '../organization/organization.service';
import { LegacySite } from './legacy-site.entity';

export const legacySitesById = byId(LegacySite, ofReadableOrganizations);

export const legacySitesByOrganization = pagesByParent({
  entity: LegacySite,
  parentColumn: 'organization_id',
  keyset: { columns: { host_name: 'text' }, direction: 'ASC' },
});
