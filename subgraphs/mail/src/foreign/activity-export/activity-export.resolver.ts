import { load, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { mailboxesById } from '../../directory/mailbox/mailbox.loaders';
import { ActivityExport } from './activity-export.type';

@Resolver(() => ActivityExport)
export class ActivityExportResolver {
  @FieldResolver(() => Mailbox, {
    nullable: true,
    description:
      'The mailbox whose log it is; null when you do not see it any more. API keys need the scope mail:read.',
  })
  @Directive('@requires(fields: "mailboxId")')
  @RequireScope('mail:read')
  mailbox(@Ctx() ctx: RequestContext, @Root() { mailboxId }: ActivityExport): Promise<Mailbox | null> {
    return load(ctx, mailboxesById, mailboxId);
  }
}
