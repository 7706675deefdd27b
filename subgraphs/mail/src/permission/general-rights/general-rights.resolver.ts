import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { MailboxRight } from '../../access/mailbox-right';
import { UpdateGeneralRightsInput } from './general-rights.inputs';
import { type GeneralRightsOutcome, UpdateGeneralRightsPayload } from './general-rights.payloads';
import { listGeneralRights, updateGeneralRights } from './general-rights.service';

@Resolver(() => MailService)
export class GeneralRightsResolver {
  @FieldResolver(() => [MailboxRight], {
    nullable: true,
    description:
      'Which rights the users of a new mailbox get on it. For administrators of its organization; others get ' +
      'FORBIDDEN.',
  })
  @RequireScope('mail:read')
  generalRights(@Ctx() ctx: RequestContext, @Root() mailService: MailService): MailboxRight[] {
    return listGeneralRights(ctx, mailService);
  }

  @Mutation(() => UpdateGeneralRightsPayload, {
    nullable: true,
    description:
      'Says which rights the users of new mailboxes get. Present mailboxes stay as they are; `impact` tells where they ' +
      'differ. For administrators and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  updateGeneralRights(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateGeneralRightsInput, { description: 'Which rights, and whether really.' })
    input: UpdateGeneralRightsInput,
  ): Promise<GeneralRightsOutcome> {
    return updateGeneralRights(ctx, input);
  }
}
