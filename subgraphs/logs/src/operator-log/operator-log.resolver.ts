import {
  type Connection,
  ConnectionArgs,
  connectionType,
  Cost,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { MailEventConnection, type MailEventPage } from '../activity/activity-log/mail-event.connection';
import { Mailbox } from '../foreign/mailbox/mailbox.type';
import { OperatorActivityLogArgs } from './operator-log.inputs';
import { listOperatorSearches, operatorActivityLog } from './operator-log.service';
import { OperatorSearch } from './operator-search.entity';

const OperatorSearchConnection = connectionType(
  'OperatorLogSearch',
  () => OperatorSearch,
  'searches by the operator',
);

@Resolver(() => Mailbox)
export class OperatorLogResolver {
  @Query(() => MailEventConnection, {
    nullable: true,
    description:
      'What the mail servers logged of any address or of a whole domain, newest first, also where it belongs to no ' +
      'mailbox, as far back as it is stored; `notCovered` is always null. For the operator, with the scope ' +
      'logs:operate. Each page is recorded, and told to the users of the mailboxes: see ' +
      '`Mailbox.operatorLogSearches`.',
  })
  @Cost(100)
  @RequireScope('logs:operate')
  operatorActivityLog(
    @Ctx() ctx: RequestContext,
    @Args(() => OperatorActivityLogArgs) args: OperatorActivityLogArgs,
  ): Promise<MailEventPage> {
    return operatorActivityLog(ctx, args);
  }

  @FieldResolver(() => OperatorSearchConnection, {
    nullable: true,
    description:
      'When the operator of the system has read events of this mailbox’s addresses, newest first, since each became ' +
      'this mailbox’s. For the users of the mailbox, and for whoever has the right VIEW_LOGS on it (else FORBIDDEN); ' +
      'API keys need the scopes logs:read and mail:read.',
  })
  @Directive('@requires(fields: "addresses { address assignedAt } viewerIsMember viewerMayViewLogs")')
  @RequireScope('logs:read', 'mail:read')
  operatorLogSearches(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<OperatorSearch> | null> {
    return listOperatorSearches(ctx, mailbox, page);
  }
}
