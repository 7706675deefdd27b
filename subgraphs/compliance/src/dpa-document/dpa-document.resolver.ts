import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { User } from '../user/user.type';
import { DpaDocument } from './dpa-document.entity';
import { getDpaDocument } from './dpa-document.service';

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
