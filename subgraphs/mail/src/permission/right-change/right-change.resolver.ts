import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { User } from '../../directory/user/user.type';
import { RightChange } from './right-change.entity';
import { listRightChanges } from './right-change.service';

const RightChangeConnection = connectionType('RightChange', () => RightChange, 'changes of rights');

@Resolver(() => RightChange)
export class RightChangeResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Whose rights they are.' })
  @RequireScope('mail:read')
  user(@Root() { userId }: RightChange): User {
    return Object.assign(new User(), { id: userId });
  }
}

@Resolver(() => Mailbox)
export class MailboxRightChangesResolver {
  @FieldResolver(() => RightChangeConnection, {
    nullable: true,
    description:
      'Who was granted which rights on it, who lost them, who became a user of it and who no longer is one, by whom ' +
      'and why, the latest first. For those who use it and administrators of its organization; others get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  rightChanges(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<RightChange> | null> {
    return listRightChanges(ctx, mailbox, page);
  }
}
