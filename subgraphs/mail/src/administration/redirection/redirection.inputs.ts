import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType()
abstract class RedirectingMailboxInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;
}

@InputType({ description: 'Input of `addRedirection`.' })
export class AddRedirectionInput extends RedirectingMailboxInput {
  @Field(() => EmailAddress, { description: 'Where to forward messages to; any address, here or elsewhere.' })
  target!: string;
}

@InputType({ description: 'Input of `removeRedirection`.' })
export class RemoveRedirectionInput extends RedirectingMailboxInput {
  @Field(() => EmailAddress, { description: 'Where messages are not to be forwarded to any more.' })
  target!: string;
}

@InputType({ description: 'Input of `setRedirectionCopy`.' })
export class SetRedirectionCopyInput extends RedirectingMailboxInput {
  @Field({ description: 'Whether the mailbox also keeps the messages that its redirections forward.' })
  keepsCopy!: boolean;
}
