import { type Connection, ConnectionArgs, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActivityLogArgs } from '../activity-log/activity-log.inputs';
import { activityLog } from '../activity-log/activity-log.service';
import { LogSearchConnection } from '../log-search/log-search.connection';
import type { LogSearch } from '../log-search/log-search.entity';
import { listSearches } from '../log-search/log-search.service';
import { MailEventConnection, type MailEventPage } from '../mail-event/mail-event.connection';
import { Mailbox } from './mailbox.type';

@Resolver(() => Mailbox)
export class MailboxResolver {
  @FieldResolver(() => MailEventConnection, {
    nullable: true,
    description:
      'What the mail servers logged about this mailbox’s messages, newest first, since each address became ' +
      'this mailbox’s, as far back as the mail service’s plan covers (see `notCovered`). Needs the right VIEW_LOGS on the mailbox (else FORBIDDEN); API keys need the scopes ' +
      'logs:read and mail:read. Each page is recorded: see `logSearches`.',
  })
  @Directive('@requires(fields: "addresses { address assignedAt } mailService { id } viewerMayViewLogs")')
  @RequireScope('logs:read', 'mail:read')
  activityLog(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ActivityLogArgs) args: ActivityLogArgs,
  ): Promise<MailEventPage | null> {
    return activityLog(ctx, mailbox, args);
  }
  @FieldResolver(() => LogSearchConnection, {
    nullable: true,
    description:
      'Who has read this mailbox’s activity log, newest first; each page read is one search. Pages of the whole ' +
      'mail service’s log are among them where they showed events of this mailbox’s addresses, or were asked for ' +
      'by one of them. For the users of the mailbox, and for whoever has the right VIEW_LOGS on it (else ' +
      'FORBIDDEN); API keys need the scopes logs:read and mail:read.',
  })
  @Directive('@requires(fields: "addresses { address assignedAt } viewerIsMember viewerMayViewLogs")')
  @RequireScope('logs:read', 'mail:read')
  logSearches(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<LogSearch> | null> {
    return listSearches(ctx, mailbox, page);
  }
}
