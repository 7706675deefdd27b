import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Organization } from '../organization/organization.type';
import { User } from '../user/user.type';
import { DpaDocument } from './dpa-document.entity';
import { dpaDocumentsOfOrganization, getDpaDocument } from './dpa-document.service';

const DpaDocumentConnection = connectionType('DpaDocument', () => DpaDocument, 'DPA documents');

@Resolver(() => DpaDocument)
export class DpaDocumentResolver {
  @Query(() => DpaDocument, {
    nullable: true,
    description:
      'A DPA document by id. For administrators and legal responsibles of its organization; ' +
      'scope `compliance:read`.',
  })
  @RequireScope('compliance:read')
  dpaDocument(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Opaque id of the document, `dpa_…`.' }) id: string,
  ): Promise<DpaDocument> {
    return getDpaDocument(ctx, id);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who had it issued; null once that person has left.',
  })
  @RequireScope('compliance:read')
  issuedBy(@Root() document: DpaDocument): Pick<User, 'id'> {
    return { id: document.issuedById };
  }
}

@Resolver(() => Organization)
export class OrganizationDpaDocumentsResolver {
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
