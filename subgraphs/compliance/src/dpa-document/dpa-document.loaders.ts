import { type Batch, pagesByParent } from '@hostgraph/subgraph-kit';
import { Any } from 'typeorm';
import { readableOrganizations } from '../organization/organization.service';
import { DpaDocument } from './dpa-document.entity';

export const dpaDocumentsById: Batch<string, DpaDocument> = async (ctx, ids) => {
  const documents = await ctx.database.getRepository(DpaDocument).findBy({
    id: Any([...ids]),
    organizationId: Any(readableOrganizations(ctx)),
  });
  return new Map(documents.map((document) => [document.id, document]));
};

export const dpaDocumentsByOrganization = pagesByParent({
  entity: DpaDocument,
  parentColumn: 'organization_id',
  keyset: { columns: { issued_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
