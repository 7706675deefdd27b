import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { type MailboxOutcome, MailboxPayload } from '../../directory/mailbox/mailbox.payloads';
import { User } from '../../directory/user/user.type';
import { MailboxGrant } from './mailbox-grant.entity';
import { GrantMailboxRightsInput, WithdrawMailboxRightsInput } from './mailbox-grant.inputs';
import { grantMailboxRights, listGrants, withdrawMailboxRights } from './mailbox-grant.service';

const MailboxGrantConnection = connectionType('MailboxGrant', () => MailboxGrant, 'granted rights');

@ObjectType({
  description:
    'Result of `grantMailboxRights`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class GrantMailboxRightsPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `withdrawMailboxRights`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class WithdrawMailboxRightsPayload extends MailboxPayload {}

@Resolver(() => MailboxGrant)
export class MailboxGrantResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Who holds it.' })
  @RequireScope('mail:read')
  user(@Root() { userId }: MailboxGrant): User {
    return Object.assign(new User(), { id: userId });
  }
}

@Resolver(() => Mailbox)
export class MailboxGrantsResolver {
  @FieldResolver(() => MailboxGrantConnection, {
    nullable: true,
    description:
      'What was granted on it and has neither expired nor been withdrawn, by user. For those who use it and ' +
      'administrators of its organization; others get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  grants(
    @Ctx() ctx: RequestContext,
    @Root() mailbox: Mailbox,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<MailboxGrant> | null> {
    return listGrants(ctx, mailbox, page);
  }

  @Mutation(() => GrantMailboxRightsPayload, {
    nullable: true,
    description:
      'Grants somebody rights on a mailbox, at once. A right that they hold gets the new end and reason. For ' +
      'administrators and legal responsibles of the organization. The personal rights, SORTING_RULES and FOLDERS, are ' +
      'granted to others by the users whose own the mailbox is, or by an administrator to such a user: to nobody by ' +
      'themselves, and by no API key (`RIGHT_IS_PERSONAL`). Those who use the mailbox are written to.',
  })
  @RequireScope('mail:write')
  grantMailboxRights(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => GrantMailboxRightsInput, { description: 'Who gets which rights on which mailbox.' })
    input: GrantMailboxRightsInput,
  ): Promise<MailboxOutcome> {
    return grantMailboxRights(ctx, input);
  }

  @Mutation(() => WithdrawMailboxRightsPayload, {
    nullable: true,
    description:
      'Takes rights on a mailbox from somebody, at once: their next request is answered without them. Those ' +
      'that they do not hold are passed over. For administrators and legal responsibles of the organization; ' +
      'SORTING_RULES and FOLDERS also for the users whose own the mailbox is. Those who use it are written to.',
  })
  @RequireScope('mail:write')
  withdrawMailboxRights(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => WithdrawMailboxRightsInput, {
      description: 'Who loses which rights on which mailbox.',
    })
    input: WithdrawMailboxRightsInput,
  ): Promise<MailboxOutcome> {
    return withdrawMailboxRights(ctx, input);
  }
}
