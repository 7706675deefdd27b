import { Cost, OnePerRequest, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { LegacySite } from '../legacy-site/legacy-site.entity';
import { getLegacySite } from '../legacy-site/legacy-site.service';
import { FtpConnectionSettings } from './connection-settings.type';
import { connectionSettingsOf } from './connection-settings';
import { createFtpAccount } from './create-ftp-account.service';
import { FtpAccount } from './ftp-account.entity';
import {
  CreateFtpAccountInput,
  DeleteFtpAccountInput,
  DisableFtpAccountInput,
  EnableFtpAccountInput,
  RotateFtpPasswordInput,
  UpdateFtpAccountInput,
} from './ftp-account.inputs';
import {
  CreateFtpAccountPayload,
  DeleteFtpAccountPayload,
  DisableFtpAccountPayload,
  EnableFtpAccountPayload,
  type FtpAccountOutcome,
  type FtpDeletionOutcome,
  RotateFtpPasswordPayload,
  UpdateFtpAccountPayload,
} from './ftp-account.payloads';
import {
  deleteFtpAccount,
  getFtpAccount,
  rotateFtpPassword,
  switchFtpAccount,
  updateFtpAccount,
} from './ftp-account.service';

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

  @FieldResolver(() => FtpConnectionSettings, { description: 'What to set up in a program, to sign in.' })
  @RequireScope('hosting:read')
  connectionSettings(@Ctx() ctx: RequestContext, @Root() account: FtpAccount): FtpConnectionSettings {
    return connectionSettingsOf(ctx, account);
  }

  @Mutation(() => CreateFtpAccountPayload, {
    nullable: true,
    description:
      'Creates an FTP account with a password of ours, which is shown in the answer and never again. ' +
      'For administrators and legal responsibles of the organization; scope `hosting:write`. A request can hold one ' +
      'such mutation only, as each password that is hashed costs much.',
  })
  @OnePerRequest()
  @Cost(2000)
  @RequireScope('hosting:write')
  createFtpAccount(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateFtpAccountInput, { description: 'Where, and with which settings.' })
    input: CreateFtpAccountInput,
  ): Promise<FtpAccountOutcome> {
    return createFtpAccount(ctx, input);
  }

  @Mutation(() => UpdateFtpAccountPayload, {
    nullable: true,
    description:
      'Changes settings of an FTP account; those of a sign-in count from the next one on. ' +
      'For administrators and legal responsibles of the organization; scope `hosting:write`.',
  })
  @RequireScope('hosting:write')
  updateFtpAccount(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateFtpAccountInput, { description: 'Which account, and what to change.' })
    input: UpdateFtpAccountInput,
  ): Promise<FtpAccountOutcome> {
    return updateFtpAccount(ctx, input);
  }

  @Mutation(() => RotateFtpPasswordPayload, {
    nullable: true,
    description:
      'Gives an FTP account a new password, shown in the answer and never again; the former one ends. ' +
      'For administrators and legal responsibles of the organization; scope `hosting:write`. A request can hold one ' +
      'such mutation only, as each password that is hashed costs much.',
  })
  @OnePerRequest()
  @Cost(2000)
  @RequireScope('hosting:write')
  rotateFtpPassword(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RotateFtpPasswordInput, { description: 'Which account.' })
    { id }: RotateFtpPasswordInput,
  ): Promise<FtpAccountOutcome> {
    return rotateFtpPassword(ctx, id);
  }

  @Mutation(() => EnableFtpAccountPayload, {
    nullable: true,
    description:
      'Lets an FTP account sign in again; doing it twice is no error. ' +
      'For administrators and legal responsibles of the organization; scope `hosting:write`.',
  })
  @RequireScope('hosting:write')
  enableFtpAccount(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => EnableFtpAccountInput, { description: 'Which account.' })
    { id }: EnableFtpAccountInput,
  ): Promise<FtpAccountOutcome> {
    return switchFtpAccount(ctx, id, true);
  }

  @Mutation(() => DisableFtpAccountPayload, {
    nullable: true,
    description:
      'Keeps an FTP account from signing in; who is signed in stays until they leave. Doing it twice is no error. ' +
      'For administrators and legal responsibles of the organization; scope `hosting:write`.',
  })
  @RequireScope('hosting:write')
  disableFtpAccount(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DisableFtpAccountInput, { description: 'Which account.' })
    { id }: DisableFtpAccountInput,
  ): Promise<FtpAccountOutcome> {
    return switchFtpAccount(ctx, id, false);
  }

  @Mutation(() => DeleteFtpAccountPayload, {
    nullable: true,
    description:
      'Deletes an FTP account, but none of the files that it reaches. ' +
      'For administrators and legal responsibles of the organization; scope `hosting:write`.',
  })
  @RequireScope('hosting:write')
  deleteFtpAccount(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteFtpAccountInput, { description: 'Which account, and whether only to look.' })
    input: DeleteFtpAccountInput,
  ): Promise<FtpDeletionOutcome> {
    return deleteFtpAccount(ctx, input);
  }
}
