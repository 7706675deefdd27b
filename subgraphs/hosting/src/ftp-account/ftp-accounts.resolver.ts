import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { LegacySite } from '../legacy-site/legacy-site.entity';
import { Organization } from '../organization/organization.type';
import { FtpAccount } from './ftp-account.entity';
import { ftpAccountsOfOrganization, ftpAccountsOfSite } from './ftp-account.service';

const FtpAccountConnection = connectionType('FtpAccount', () => FtpAccount, 'FTP accounts');

@Resolver(() => Organization)
export class OrganizationFtpAccountsResolver {
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
}

@Resolver(() => LegacySite)
export class LegacySiteFtpAccountsResolver {
  @FieldResolver(() => FtpAccountConnection, {
    nullable: true,
    description:
      'The FTP accounts that reach its files, by `localPart`. ' +
      'For administrators and legal responsibles; scope `hosting:read`.',
  })
  @RequireScope('hosting:read')
  ftpAccounts(
    @Ctx() ctx: RequestContext,
    @Root() site: LegacySite,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<FtpAccount> | null> {
    return ftpAccountsOfSite(ctx, site.id, page);
  }
}
