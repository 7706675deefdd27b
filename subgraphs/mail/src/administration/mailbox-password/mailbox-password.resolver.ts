import { Cost, OnePerRequest, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { type MailboxOutcome, MailboxPayload } from '../../directory/mailbox/mailbox.payloads';
import { SetMailboxPasswordInput } from './mailbox-password.inputs';
import { setMailboxPassword } from './mailbox-password.service';

@ObjectType({
  description:
    'Result of `setMailboxPassword`: `mailbox`, or the `userErrors` for which nothing was changed. It never has the password.',
})
export class SetMailboxPasswordPayload extends MailboxPayload {}

@Resolver(() => Mailbox)
export class MailboxPasswordResolver {
  @Mutation(() => SetMailboxPasswordPayload, {
    nullable: true,
    description:
      'Gives a mailbox another password; the old one ends at once. Only a hash of it is stored. Needs the right ' +
      'SECURITY. A request can hold one such mutation only, as each password that is hashed costs much.',
  })
  @OnePerRequest()
  @Cost(2000)
  @RequireScope('mail:write')
  setMailboxPassword(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetMailboxPasswordInput, { description: 'Which mailbox, and the new password.' })
    input: SetMailboxPasswordInput,
  ): Promise<MailboxOutcome> {
    return setMailboxPassword(ctx, input);
  }
}
