import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { type MailboxOutcome, MailboxPayload } from '../../directory/mailbox/mailbox.payloads';
import { CreateMailboxInput } from './mailbox-creation.inputs';
import { createMailbox } from './mailbox-creation.service';

@ObjectType({
  description: 'Result of `createMailbox`: `mailbox`, or the `userErrors` for which nothing was changed.',
})
export class CreateMailboxPayload extends MailboxPayload {}

@Resolver(() => Mailbox)
export class MailboxCreationResolver {
  @Mutation(() => CreateMailboxPayload, {
    nullable: true,
    description:
      'Creates a mailbox. It receives mail at once; nobody can sign in until `setMailboxPassword` gave it a password. ' +
      'For administrators and legal responsibles of the organization.',
  })
  @RequireScope('mail:write')
  createMailbox(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateMailboxInput, { description: 'What the mailbox is to be.' })
    input: CreateMailboxInput,
  ): Promise<MailboxOutcome> {
    return createMailbox(ctx, input);
  }
}
