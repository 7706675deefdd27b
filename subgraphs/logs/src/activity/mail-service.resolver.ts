import {
  type Connection,
  ConnectionArgs,
  Cost,
  load,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { MailServiceActivityLogArgs } from './activity-log/activity-log.inputs';
import { mailServiceActivityLog } from './activity-log/activity-log.service';
import { LogSearchConnection } from './log-search/log-search.loaders';
import type { LogSearch } from './log-search/log-search.entity';
import { listMailServiceSearches } from './log-search/log-search.service';
import { MailEventConnection, type MailEventPage } from './activity-log/mail-event.connection';
import { LogRetention } from '../retention/log-retention.type';
import { retentionByMailService } from '../retention/retention.loaders';
import { MailService } from '../foreign/mail-service/mail-service.type';

@Resolver(() => MailService)
export class MailServiceResolver {
  @FieldResolver(() => MailEventConnection, {
    nullable: true,
    description:
      'What the mail servers logged about the messages of all addresses in its domains, newest first, since each ' +
      'domain became this mail service’s, as far back as its plan covers (see `notCovered`). Addresses that are no ' +
      'mailbox are among them: a message to one is REJECTED. A message between two of the addresses is an event of ' +
      'each. For legal responsibles and administrators of its organization (else FORBIDDEN); API keys need the ' +
      'scopes logs:read and mail:read. Each page is recorded: see `logSearches`, also that of each mailbox whose ' +
      'events it shows.',
  })
  @Directive('@requires(fields: "domains { name assignedAt } viewerMayViewLogs")')
  @Cost(100)
  @RequireScope('logs:read', 'mail:read')
  activityLog(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Args(() => MailServiceActivityLogArgs) args: MailServiceActivityLogArgs,
  ): Promise<MailEventPage | null> {
    return mailServiceActivityLog(ctx, mailService, args);
  }

  @FieldResolver(() => LogSearchConnection, {
    nullable: true,
    description:
      'Who has read the activity log of the whole service, newest first; each page read is one search. Who has ' +
      'read that of one mailbox stands there. For legal responsibles and administrators of its organization (else ' +
      'FORBIDDEN); API keys need the scopes logs:read and mail:read.',
  })
  @Directive('@requires(fields: "viewerMayViewLogs")')
  @Cost(50)
  @RequireScope('logs:read', 'mail:read')
  logSearches(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<LogSearch> | null> {
    return listMailServiceSearches(ctx, mailService, page);
  }

  @FieldResolver(() => LogRetention, {
    nullable: true,
    description:
      'How far back the activity logs of its mailboxes can be read, what that costs, and what else is offered. ' +
      'For whoever may see the mail service; API keys need the scope logs:read.',
  })
  @RequireScope('logs:read')
  logRetention(@Ctx() ctx: RequestContext, @Root() { id }: MailService): Promise<LogRetention | null> {
    return load(ctx, retentionByMailService, id);
  }
}
