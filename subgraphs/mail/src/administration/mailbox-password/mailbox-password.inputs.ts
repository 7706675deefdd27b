import { Secret, SecretText } from '@hostgraph/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_PASSWORD, MIN_PASSWORD } from '../../directory/mailbox/mailbox.errors';

@InputType({ description: 'Input of `setMailboxPassword`.' })
export class SetMailboxPasswordInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => Secret, {
    description:
      `The new password: ${MIN_PASSWORD} to ${MAX_PASSWORD} characters of any script, which is not soon guessed. ` +
      'Signs need not be mixed (NIST SP 800-63B).',
  })
  password!: SecretText;
}
