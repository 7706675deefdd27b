import { type Connection, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActivityLogArgs } from '../activity-log/activity-log.inputs';
import { activityLog } from '../activity-log/activity-log.service';
import type { MailEvent } from '../mail-event/mail-event.entity';
import { MailEventConnection } from '../mail-event/mail-event.connection';
import { Mailbox } from './mailbox.type';

@Resolver(() => Mailbox)
export class MailboxResolver {
  @FieldResolver(() => MailEventConnection, {
    nullable: true,
    description:
      'What the mail servers logged about this mailbox’s messages, newest first, since each address became ' +
      'this mailbox’s. Needs the right VIEW_LOGS on the mailbox (else FORBIDDEN); API keys need the scopes ' +
      'logs:read and mail:read.',
  })
  @Directive('@requires(fields: "addresses { address assignedAt } viewerMayViewLogs")')
  @RequireScope('logs:read', 'mail:read')
  activityLog(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ActivityLogArgs) args: ActivityLogArgs,
  ): Promise<Connection<MailEvent> | null> {
    return activityLog(ctx, mailbox, args);
  }
}
