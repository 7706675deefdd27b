import { Cost, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { MailboxAction } from './mailbox-action';
import { listPermissions } from './mailbox-permission.service';
import { MailboxPermission } from './mailbox-permission.type';

@Resolver(() => Mailbox)
export class MailboxPermissionsResolver {
  @FieldResolver(() => [MailboxPermission], {
    description:
      'What you can do with it now, and why not, so that a program shows a button as it is. The mutations decide in ' +
      'the same way, at the moment when they are called.',
  })
  @Cost(5)
  @RequireScope('mail:read')
  viewerCan(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Arg('actions', () => [MailboxAction], {
      nullable: true,
      description: 'What to answer, in this order; all where it is left out.',
    })
    actions?: MailboxAction[] | null,
  ): Promise<MailboxPermission[]> {
    return listPermissions(ctx, mailbox, actions);
  }
}
