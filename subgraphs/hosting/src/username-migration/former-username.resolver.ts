import { Constrained, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { FtpAccount } from '../ftp-account/ftp-account.entity';
import { FtpFormerUsernameUse } from './former-username-use.type';
import { formerUsernameOf, formerUsernameUseOf, resolveUsername } from './resolve-username.service';

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

  @FieldResolver(() => FtpFormerUsernameUse, {
    nullable: true,
    description: 'Whether somebody still uses the former username; null when nobody has since it changed.',
  })
  @RequireScope('hosting:read')
  formerUsernameUse(
    @Ctx() ctx: RequestContext,
    @Root() account: FtpAccount,
  ): Promise<FtpFormerUsernameUse | null> {
    return formerUsernameUseOf(ctx, account);
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
    @Arg('username', () => String, {
      description: 'As it is, or was, typed into the FTP client, of at most 100 characters.',
    })
    @Constrained({ maxLength: 100 })
    username: string,
  ): Promise<FtpAccount> {
    return resolveUsername(ctx, username);
  }
}
