import { type Connection, ConnectionArgs, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { FtpAccount } from '../ftp-account/ftp-account.entity';
import { ftpAccountsOfSite } from '../ftp-account/ftp-account.service';
import { FtpAccountConnection } from '../ftp-account/ftp-account.connection';
import { LegacySite } from './legacy-site.entity';

@Resolver(() => LegacySite)
export class LegacySiteResolver {
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
