import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { FtpAccount } from '../ftp-account/ftp-account.entity';
import { formerUsernameOf, resolveUsername } from './resolve-username.service';

@Resolver(() => FtpAccount)
export class FormerUsernameResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What to type was before the username got its prefix, such as `infomaniak`; else null.',
  })
  @RequireScope('hosting:read')
  formerUsername(@Ctx() ctx: RequestContext, @Root() account: FtpAccount): Promise<string | null> {
    return formerUsernameOf(ctx, account);
  }

  @Query(() => FtpAccount, {
    nullable: true,
    description:
      'The account that has this username, or had it before it got its prefix; upper and lower case make no ' +
      'difference. For administrators and legal responsibles of its organization: NOT_FOUND for anybody else, as for ' +
      'a username that nobody has.',
  })
  @RequireScope('hosting:read')
  resolveFtpUsername(
    @Ctx() ctx: RequestContext,
    @Arg('username', () => String, { description: 'As it is, or was, typed into the FTP client.' })
    username: string,
  ): Promise<FtpAccount> {
    return resolveUsername(ctx, username);
  }
}
