import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { type MailboxOutcome, MailboxPayload } from '../../directory/mailbox/mailbox.payloads';
import { User } from '../../directory/user/user.type';
import { isViewerMember, listMembers } from './mailbox-member.service';
import { addMailboxMember, removeMailboxMember } from './mailbox-membership.service';
import { AddMailboxMemberInput, RemoveMailboxMemberInput } from './mailbox-member.inputs';

@ObjectType({
  description: 'Result of `addMailboxMember`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class AddMailboxMemberPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `removeMailboxMember`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class RemoveMailboxMemberPayload extends MailboxPayload {}

@Resolver(() => Mailbox)
export class MailboxMemberResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether you are one of its users. Administering it does not make you one.',
  })
  @RequireScope('mail:read')
  viewerIsMember(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<boolean> {
    return isViewerMember(ctx, mailbox);
  }

  @FieldResolver(() => [User], {
    nullable: true,
    description:
      'Who uses it, at most 100 people, by id. For those who do and administrators of its organization; others get ' +
      'FORBIDDEN.',
  })
  @RequireScope('mail:read')
  members(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<User[]> {
    return listMembers(ctx, mailbox);
  }

  @Mutation(() => AddMailboxMemberPayload, {
    nullable: true,
    description:
      'Makes somebody a user of a mailbox. It grants no right by itself: `grantMailboxRights` does. The mailbox is ' +
      'their own where it was nobody’s, or where the caller’s own it is; it is not where somebody else’s it is. Those ' +
      'who use it are written to. Adding a user who is one is no error. For administrators and legal responsibles of ' +
      'the organization.',
  })
  @RequireScope('mail:write')
  addMailboxMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AddMailboxMemberInput, { description: 'Which mailbox, and who.' })
    input: AddMailboxMemberInput,
  ): Promise<MailboxOutcome> {
    return addMailboxMember(ctx, input);
  }

  @Mutation(() => RemoveMailboxMemberPayload, {
    nullable: true,
    description:
      'Ends that somebody is a user of a mailbox, and withdraws all their rights on it, at once. Those who use it are ' +
      'written to. Removing somebody who is none is no error. For administrators and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  removeMailboxMember(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RemoveMailboxMemberInput, { description: 'Which mailbox, and who.' })
    input: RemoveMailboxMemberInput,
  ): Promise<MailboxOutcome> {
    return removeMailboxMember(ctx, input);
  }
}
