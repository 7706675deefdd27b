import { load, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { FtpAccount } from '../ftp-account/ftp-account.entity';
import { ftpAccountsById } from '../ftp-account/ftp-account.loaders';
import { FtpFormerUsernameUse } from './former-username-use.type';
import { usesOfChanges } from './username-migration.loaders';
import { UsernameChange } from './username-change.entity';

@Resolver(() => UsernameChange)
export class UsernameChangeResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The username that it gets, which is nobody else’s. After RENAMED it is `persoch_` and the former one. After a ' +
      'collision, or when that is too long: `persoch_`, as much of the former one as fits, and 10 digits that stand ' +
      'for the account alone. Null where it keeps what it has, because nothing is to be done or nothing can be.',
  })
  @RequireScope('hosting:read')
  newUsername(@Root() { newLocalPart }: UsernameChange): string | null {
    return newLocalPart === null ? null : `persoch_${newLocalPart}`;
  }

  @FieldResolver(() => FtpFormerUsernameUse, {
    nullable: true,
    description: 'Whether somebody still uses the former username; null when nobody has since it changed.',
  })
  @RequireScope('hosting:read')
  formerUsernameUse(
    @Ctx() ctx: RequestContext,
    @Root() { migrationId, accountId }: UsernameChange,
  ): Promise<FtpFormerUsernameUse | null> {
    return load(ctx, usesOfChanges, `${migrationId} ${accountId}`);
  }

  @FieldResolver(() => FtpAccount, {
    nullable: true,
    description: 'The account; null where you do not administer its organization, and where it is deleted.',
  })
  @RequireScope('hosting:read')
  ftpAccount(@Ctx() ctx: RequestContext, @Root() { accountId }: UsernameChange): Promise<FtpAccount | null> {
    return load(ctx, ftpAccountsById, accountId);
  }
}
