import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { MailEvent } from '../mail-event/mail-event.entity';
import { mailboxNamed } from '../foreign/mailbox/mailbox.type';
import { MailActivityArgs } from './mail-activity.inputs';
import { activityEvents, followActivity } from './mail-activity.service';
import { MailActivity } from './mail-activity.type';

@Resolver(() => MailActivity)
export class MailActivityResolver {
  @Subscription(() => MailActivity, {
    description:
      'What happens to a mailbox’s messages, as it is logged: `Mailbox.activityLog` from now on. Over server-sent ' +
      'events. Select `events`: without it nothing is followed. Needs the right VIEW_LOGS on the mailbox, at every ' +
      'message; when it is withdrawn, `events` is FORBIDDEN and the stream ends. API keys need the scopes logs:read ' +
      'and mail:read. The stream also ends, without an error, when a server is stopped: subscribe again. That ' +
      'somebody follows it stands in `Mailbox.logSearches`.',
    subscribe: ({ args, context }: { args: MailActivityArgs; context: RequestContext }) =>
      followActivity(context, args),
  })
  @RequireScope('logs:read', 'mail:read')
  mailActivity(
    @Root() message: Pick<MailActivity, 'id' | 'kind'>,
    @Args(() => MailActivityArgs) { mailboxId }: MailActivityArgs,
  ): MailActivity {
    return Object.assign(new MailActivity(), message, { mailbox: mailboxNamed(mailboxId) });
  }

  @FieldResolver(() => [MailEvent], {
    nullable: true,
    description:
      'The events, oldest first, at most 100. An event comes again, with the same id, when more is logged of its ' +
      'message. Empty where the message is about none; null when the right is missing.',
  })
  @Directive(
    '@requires(fields: "mailbox { id addresses { address assignedAt } mailService { id } viewerMayViewLogs }")',
  )
  @RequireScope('logs:read', 'mail:read')
  events(@Ctx() ctx: RequestContext, @Root() activity: MailActivity): Promise<readonly MailEvent[]> {
    return activityEvents(ctx, activity);
  }
}
