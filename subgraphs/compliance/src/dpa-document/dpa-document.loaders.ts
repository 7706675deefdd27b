import { byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { ofReadableOrganizations } from '../organization/organization.service';
import { DpaDocument } from './dpa-document.entity';

export const dpaDocumentsById = byId(DpaDocument, ofReadableOrganizations);

export const dpaDocumentsByOrganization = pagesByParent({
  entity: DpaDocument,
  parentColumn: 'organization_id',
  keyset: { columns: { issued_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
