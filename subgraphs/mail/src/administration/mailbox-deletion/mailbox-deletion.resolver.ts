import {
  type Connection,
  ConnectionArgs,
  connectionType,
  EmailAddress,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { getPrimaryAddress } from '../../directory/mailbox-address/mailbox-address.service';
import { DeletedMailbox } from './deleted-mailbox.type';
import { DeleteMailboxInput, RestoreMailboxInput } from './mailbox-deletion.inputs';
import {
  DeleteMailboxPayload,
  type DeletionOutcome,
  RestoreMailboxPayload,
} from './mailbox-deletion.payloads';
import {
  deleteMailbox,
  listDeletedMailboxes,
  restorableUntil,
  restoreMailbox,
} from './mailbox-deletion.service';

const DeletedMailboxConnection = connectionType('DeletedMailbox', () => DeletedMailbox, 'deleted mailboxes');

@Resolver(() => MailService)
export class MailServiceDeletedMailboxesResolver {
  @FieldResolver(() => DeletedMailboxConnection, {
    nullable: true,
    description:
      'Its mailboxes that were deleted and can be restored, the latest first. For administrators of its ' +
      'organization; others get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  deletedMailboxes(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<Mailbox> | null> {
    return listDeletedMailboxes(ctx, mailService, page);
  }
}

@Resolver(() => DeletedMailbox)
export class DeletedMailboxResolver {
  @FieldResolver(() => EmailAddress, { description: 'Its primary address.' })
  @RequireScope('mail:read')
  address(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<string> {
    return getPrimaryAddress(ctx, mailbox);
  }

  @FieldResolver(() => Date, { description: 'Until when `restoreMailbox` brings it back.' })
  @RequireScope('mail:read')
  restorableUntil(@Root() mailbox: Mailbox): Date {
    return restorableUntil(mailbox);
  }

  @Mutation(() => DeleteMailboxPayload, {
    nullable: true,
    description:
      'Deletes a mailbox. From then on it receives nothing and nobody sees it; for 30 days `restoreMailbox` brings ' +
      'it back as it was, then it is removed for good. The catch-all of a domain is not deleted. For administrators ' +
      'and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  deleteMailbox(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeleteMailboxInput, { description: 'Which mailbox, and whether really.' })
    input: DeleteMailboxInput,
  ): Promise<DeletionOutcome> {
    return deleteMailbox(ctx, input);
  }

  @Mutation(() => RestoreMailboxPayload, {
    nullable: true,
    description:
      'Brings a deleted mailbox back with its addresses, settings, users and rights; NOT_FOUND when there is none. For ' +
      'administrators and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  restoreMailbox(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RestoreMailboxInput, { description: 'Which mailbox.' })
    { mailboxId }: RestoreMailboxInput,
  ): Promise<MailboxOutcome> {
    return restoreMailbox(ctx, mailboxId);
  }
}
