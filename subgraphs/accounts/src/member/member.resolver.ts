import {
  Authenticated,
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  pageKey,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organization } from '../organization/organization.entity';
import { User } from '../user/user.entity';
import { usersById } from '../user/user.loaders';
import { Member } from './member.entity';
import { memberPages } from './member.loaders';

const MemberConnection = connectionType('Member', () => Member, 'members');

@Resolver(() => Organization)
export class OrganizationMembersResolver {
  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description: 'Who belongs to the organization, in the order of joining. Every member may read this.',
  })
  @RequireScope('members:read')
  members(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<Member> | null> {
    return load(ctx, memberPages, pageKey(organization.id, page));
  }
}

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => User, { nullable: true, description: 'The person.' })
  @Authenticated()
  user(@Ctx() ctx: RequestContext, @Root() member: Member): Promise<User | null> {
    return load(ctx, usersById, member.userId);
  }
}
