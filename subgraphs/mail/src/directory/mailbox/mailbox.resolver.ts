import {
  type Connection,
  ConnectionArgs,
  connectionType,
  EmailAddress,
  load,
  pageKey,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { MailService } from '../mail-service/mail-service.entity';
import { getMailService } from '../mail-service/mail-service.service';
import { MailboxAddress } from '../mailbox-address/mailbox-address.entity';
import { getPrimaryAddress, listAddresses } from '../mailbox-address/mailbox-address.service';
import { MailboxRight } from '../../access/mailbox-right';
import { listViewerRights, viewerHolds } from '../../access/mailbox-right.service';
import { Mailbox } from './mailbox.entity';
import { mailboxPages } from './mailbox.loaders';
import { getMailbox } from './mailbox.service';

const MailboxConnection = connectionType('Mailbox', () => Mailbox, 'mailboxes');

@Resolver(() => Mailbox)
export class MailboxResolver {
  @Query(() => Mailbox, {
    nullable: true,
    description: 'A mailbox that you may see; NOT_FOUND when there is none.',
  })
  @RequireScope('mail:read')
  mailbox(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id, `mbx_…`.' }) id: string,
  ): Promise<Mailbox> {
    return getMailbox(ctx, id);
  }

  @FieldResolver(() => EmailAddress, { description: 'Its primary address.' })
  @RequireScope('mail:read')
  address(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<string> {
    return getPrimaryAddress(ctx, mailbox);
  }

  /** Complete, and not a connection: the logs join a mailbox with its log by all of them (`@requires`). */
  @FieldResolver(() => [MailboxAddress], {
    description: 'All its addresses, at most 100: the primary one first, then the aliases by name.',
  })
  @RequireScope('mail:read')
  addresses(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<readonly MailboxAddress[]> {
    return listAddresses(ctx, mailbox);
  }

  @FieldResolver(() => MailService, { description: 'The mail service that it belongs to.' })
  @RequireScope('mail:read')
  mailService(@Ctx() ctx: RequestContext, @Root() { mailServiceId }: Mailbox): Promise<MailService> {
    return getMailService(ctx, mailServiceId);
  }

  @FieldResolver(() => [MailboxRight], {
    description: 'What you may do with it now, by your role in its organization and what was granted to you.',
  })
  @RequireScope('mail:read')
  viewerRights(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<MailboxRight[]> {
    return listViewerRights(ctx, mailbox);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether VIEW_LOGS is among your rights, so that its activity log is open to you.',
  })
  @RequireScope('mail:read')
  viewerMayViewLogs(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<boolean> {
    return viewerHolds(ctx, mailbox, MailboxRight.VIEW_LOGS);
  }
}

@Resolver(() => MailService)
export class MailServiceMailboxesResolver {
  @FieldResolver(() => MailboxConnection, {
    nullable: true,
    description:
      'Its mailboxes by display name. Administrators see all of them; collaborators those that they use or ' +
      'hold a right on.',
  })
  @RequireScope('mail:read')
  mailboxes(
    @Ctx() ctx: RequestContext,
    @Root() { id }: MailService,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<Mailbox> | null> {
    return load(ctx, mailboxPages, pageKey(id, page));
  }
}
