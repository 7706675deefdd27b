import { UserError } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Mailbox } from './mailbox.entity';

/** What a mutation did to a mailbox, or why it did nothing. */
export interface MailboxOutcome {
  readonly mailbox?: Mailbox;
  readonly userErrors: readonly UserError[];
}

@ObjectType()
export abstract class MailboxPayload implements MailboxOutcome {
  @Field(() => Mailbox, {
    nullable: true,
    description: 'The mailbox as it is now; null when there are `userErrors`.',
  })
  mailbox?: Mailbox;

  @Field(() => [UserError], { description: 'Why nothing was done; empty where it is done.' })
  userErrors!: readonly UserError[];
}
