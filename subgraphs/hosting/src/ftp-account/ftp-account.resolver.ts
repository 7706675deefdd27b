import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { LegacySite } from '../legacy-site/legacy-site.entity';
import { getLegacySite } from '../legacy-site/legacy-site.service';
import { FtpAccount } from './ftp-account.entity';
import { getFtpAccount } from './ftp-account.service';

@Resolver(() => FtpAccount)
export class FtpAccountResolver {
  @Query(() => FtpAccount, {
    nullable: true,
    description:
      'An FTP account by id. For administrators and legal responsibles of its organization; ' +
      'scope `hosting:read`.',
  })
  @RequireScope('hosting:read')
  ftpAccount(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Opaque id of the account, `ftp_…`.' }) id: string,
  ): Promise<FtpAccount> {
    return getFtpAccount(ctx, id);
  }

  @FieldResolver(() => LegacySite, { description: 'The site whose files it reaches.' })
  @RequireScope('hosting:read')
  site(@Ctx() ctx: RequestContext, @Root() account: FtpAccount): Promise<LegacySite> {
    return getLegacySite(ctx, account.legacySiteId);
  }
}
