import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What deleting a mailbox does to others and to itself.' })
export class MailboxDeletionImpact {
  @Field(() => [EmailAddress], {
    description: 'The addresses that receive no mail any more, the primary one first.',
  })
  addresses!: string[];

  @Field(() => Int, { description: 'How many users it has; they cannot use it any more.' })
  memberCount!: number;

  @Field(() => Int, { description: 'How many redirections of its own end.' })
  redirectionCount!: number;

  @Field(() => [EmailAddress], {
    description:
      'Primary addresses of mailboxes of the mail service that redirect to it, at most 100: what they forward is ' +
      'refused from then on.',
  })
  redirectedFrom!: string[];

  @Field(() => [String], {
    description: 'Domains whose catch-all it is. While there are any, it is not deleted.',
  })
  catchAllOf!: string[];
}
