import { type Connection, ConnectionArgs, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { FtpAccount } from '../ftp-account/ftp-account.entity';
import { ftpAccountsOfOrganization } from '../ftp-account/ftp-account.service';
import { FtpAccountConnection } from '../ftp-account/ftp-account.connection';
import type { LegacySite } from '../legacy-site/legacy-site.entity';
import { legacySitesOfOrganization } from '../legacy-site/legacy-site.service';
import { LegacySiteConnection } from '../legacy-site/legacy-site.connection';
import { Organization } from './organization.type';

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => FtpAccountConnection, {
    nullable: true,
    description:
      'The FTP accounts of all its sites, by `localPart`, so that a change of prefix does not move them. ' +
      'For administrators and legal responsibles; scope `hosting:read`.',
  })
  @RequireScope('hosting:read')
  ftpAccounts(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<FtpAccount> | null> {
    return ftpAccountsOfOrganization(ctx, organization.id, page);
  }

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
