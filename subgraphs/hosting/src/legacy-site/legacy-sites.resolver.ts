import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organization } from '../organization/organization.type';
import { LegacySite } from './legacy-site.entity';
import { legacySitesOfOrganization } from './legacy-site.service';

const LegacySiteConnection = connectionType('LegacySite', () => LegacySite, 'legacy sites');

@Resolver(() => Organization)
export class OrganizationLegacySitesResolver {
  @FieldResolver(() => LegacySiteConnection, {
    nullable: true,
    description:
      'Its sites on the former hosting platforms, by `hostName`. ' +
      'For administrators and legal responsibles; scope `hosting:read`.',
  })
  @RequireScope('hosting:read')
  legacySites(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<LegacySite> | null> {
    return legacySitesOfOrganization(ctx, organization.id, page);
  }
}
