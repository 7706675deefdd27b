import {
  type Connection,
  ConnectionArgs,
  Cost,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActivityLogArgs } from './activity-log/activity-log.inputs';
import { activityLog } from './activity-log/activity-log.service';
import { ActivitySummaryArgs } from './activity-summary/activity-summary.inputs';
import { activitySummary } from './activity-summary/activity-summary.service';
import { ActivitySummary } from './activity-summary/activity-summary.type';
import { LogSearchConnection } from './log-search/log-search.loaders';
import type { LogSearch } from './log-search/log-search.entity';
import { listSearches } from './log-search/log-search.service';
import { MailEventConnection, type MailEventPage } from './activity-log/mail-event.connection';
import { Mailbox } from '../foreign/mailbox/mailbox.type';

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
  @Cost(100)
  @RequireScope('logs:read', 'mail:read')
  activityLog(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ActivityLogArgs) args: ActivityLogArgs,
  ): Promise<MailEventPage | null> {
    return activityLog(ctx, mailbox, args);
  }

  @FieldResolver(() => ActivitySummary, {
    nullable: true,
    description:
      'The activity log counted by time, direction and status. Counts the same events as `activityLog`, needs the same ' +
      'right and scopes, and is recorded as well. More than 1000 buckets are refused (BAD_USER_INPUT).',
  })
  @Directive('@requires(fields: "addresses { address assignedAt } mailService { id } viewerMayViewLogs")')
  @Cost(100)
  @RequireScope('logs:read', 'mail:read')
  activitySummary(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ActivitySummaryArgs) args: ActivitySummaryArgs,
  ): Promise<ActivitySummary> {
    return activitySummary(ctx, mailbox, args);
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
  @Cost(50)
  @RequireScope('logs:read', 'mail:read')
  logSearches(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<LogSearch> | null> {
    return listSearches(ctx, mailbox, page);
  }
}
