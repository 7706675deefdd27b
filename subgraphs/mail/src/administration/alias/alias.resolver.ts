import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { type MailboxOutcome, MailboxPayload } from '../../directory/mailbox/mailbox.payloads';
import { addMailboxAlias, removeMailboxAlias } from './alias.service';
import { AddMailboxAliasInput, RemoveMailboxAliasInput } from './alias.inputs';

@ObjectType({
  description:
    'Result of `addMailboxAlias`: `mailbox`, or the `userErrors` for which nothing was changed. Adding an alias that is there is no error.',
})
export class AddMailboxAliasPayload extends MailboxPayload {}

@ObjectType({
  description:
    'Result of `removeMailboxAlias`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class RemoveMailboxAliasPayload extends MailboxPayload {}

@Resolver(() => Mailbox)
export class AliasResolver {
  @Mutation(() => AddMailboxAliasPayload, {
    nullable: true,
    description:
      'Gives a mailbox a further address, whose mail is delivered to it. Automatic replies answer what is sent to it, ' +
      'too. Needs the right ALIASES.',
  })
  @RequireScope('mail:write')
  addMailboxAlias(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AddMailboxAliasInput, { description: 'Which mailbox, and the address.' })
    input: AddMailboxAliasInput,
  ): Promise<MailboxOutcome> {
    return addMailboxAlias(ctx, input);
  }

  @Mutation(() => RemoveMailboxAliasPayload, {
    nullable: true,
    description:
      'Takes a further address from a mailbox; from then on anybody in the mail service can be given it. Needs the ' +
      'right ALIASES.',
  })
  @RequireScope('mail:write')
  removeMailboxAlias(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RemoveMailboxAliasInput, { description: 'Which mailbox, and the alias.' })
    input: RemoveMailboxAliasInput,
  ): Promise<MailboxOutcome> {
    return removeMailboxAlias(ctx, input);
  }
}
