import { load, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { LogRetention } from '../retention/log-retention.type';
import { retentionByMailService } from '../retention/retention.loaders';
import { MailService } from './mail-service.type';

@Resolver(() => MailService)
export class MailServiceResolver {
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
