import { Authenticated, load, type RequestContext } from '@hostgraph/subgraph-kit';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ApiKey } from '../api-key/api-key.entity';
import { Organization } from '../organization/organization.entity';
import { organizationsById } from '../organization/organization.loaders';
import { User } from '../user/user.entity';
import { apiKeyOfViewer, describeViewer, userOfViewer } from './viewer.service';
import { Membership, Viewer } from './viewer.type';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { nullable: true, description: 'Who is calling, and where they belong.' })
  @Authenticated()
  viewer(@Ctx() ctx: RequestContext): Viewer {
    return describeViewer(ctx);
  }

  @FieldResolver(() => User, { nullable: true, description: 'The person; null when an API key is calling.' })
  @Authenticated()
  user(@Ctx() ctx: RequestContext, @Root() viewer: Viewer): Promise<User | null> {
    return userOfViewer(ctx, viewer);
  }

  @FieldResolver(() => ApiKey, { nullable: true, description: 'The API key; null when a person is calling.' })
  @Authenticated()
  apiKey(@Ctx() ctx: RequestContext, @Root() viewer: Viewer): Promise<ApiKey | null> {
    return apiKeyOfViewer(ctx, viewer);
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  @FieldResolver(() => Organization, { nullable: true, description: 'The organization.' })
  @Authenticated()
  organization(@Ctx() ctx: RequestContext, @Root() membership: Membership): Promise<Organization | null> {
    return load(ctx, organizationsById, membership.organizationId);
  }
}
