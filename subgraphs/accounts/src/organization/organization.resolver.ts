import { roleIn } from '@hostgraph/principal';
import { Authenticated, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { OrganizationRole } from './organization-role';
import { Organization } from './organization.entity';
import { findOrganization } from './organization.service';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description: 'An organization that the caller belongs to. Any other is `NOT_FOUND`.',
  })
  @RequireScope('organizations:read')
  organization(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id, `org_…`; `viewer.memberships` lists those of the caller.' })
    id: string,
  ): Promise<Organization> {
    return findOrganization(ctx, id);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether it runs this system. Its administrators, and API keys to which they give the scopes, may do what ' +
      'concerns all customers.',
  })
  @RequireScope('organizations:read')
  isOperator(@Root() { operatorSince }: Organization): boolean {
    return operatorSince !== null;
  }

  @FieldResolver(() => OrganizationRole, {
    nullable: true,
    description: 'The role of the caller in this organization.',
  })
  @Authenticated()
  viewerRole(@Ctx() ctx: RequestContext, @Root() organization: Organization): string | undefined {
    return roleIn(ctx.principal, organization.id);
  }
}
