import { load, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { DpaDocument } from './dpa-document/dpa-document.entity';
import { dpaDocumentsById } from './dpa-document/dpa-document.loaders';
import { DpaDocumentResolver, OrganizationDpaDocumentsResolver } from './dpa-document/dpa-document.resolver';
import { CreateDpaDocument1795478400000 } from './migrations/1795478400000-create-dpa-document';
import { findOrganization } from './organization/organization.service';
import { Organization } from './organization/organization.type';

/** The documents that data protection law asks of a processor. */
export const complianceSubgraph: SubgraphDefinition = {
  name: 'compliance',
  resolvers: [OrganizationDpaDocumentsResolver, DpaDocumentResolver],
  orphanedTypes: [Organization],
  references: {
    Organization: (ctx, { id }) => findOrganization(ctx, id),
    DpaDocument: (ctx, { id }) => load(ctx, dpaDocumentsById, id),
  },
  entities: [DpaDocument],
  migrations: [CreateDpaDocument1795478400000],
};
