import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Whose rules are to forward no longer.' })
export class StopRuleForwardingInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;
}
