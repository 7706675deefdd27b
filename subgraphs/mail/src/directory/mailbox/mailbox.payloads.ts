import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Mailbox } from './mailbox.entity';

/** What a mutation did to a mailbox, or why it did nothing. */
export interface MailboxOutcome extends Refusable {
  readonly mailbox?: Mailbox;
}

@ObjectType()
export abstract class MailboxPayload implements MailboxOutcome {
  @Field(() => Mailbox, {
    nullable: true,
    description: 'The mailbox as it is now; null when there are `userErrors`.',
  })
  mailbox?: Mailbox;

  @UserErrors()
  userErrors!: readonly UserError[];
}
