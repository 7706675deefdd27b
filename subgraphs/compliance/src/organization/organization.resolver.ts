import { type Connection, ConnectionArgs, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DpaDocument } from '../dpa-document/dpa-document.entity';
import { dpaDocumentsOfOrganization } from '../dpa-document/dpa-document.service';
import { DpaDocumentConnection } from '../dpa-document/dpa-document.connection';
import { Organization } from './organization.type';

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => DpaDocumentConnection, {
    nullable: true,
    description:
      'The DPA documents issued to it, newest first. ' +
      'For administrators and legal responsibles; scope `compliance:read`.',
  })
  @RequireScope('compliance:read')
  dpaDocuments(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<DpaDocument> | null> {
    return dpaDocumentsOfOrganization(ctx, organization.id, page);
  }
}
