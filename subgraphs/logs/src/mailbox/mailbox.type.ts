import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The mail subgraph owns it; `@external` on each field says that we resolve none of them. */
@ObjectType({ description: 'An address at which a mailbox receives.' })
export class MailboxAddress {
  @Field(() => EmailAddress, { description: 'The address.' })
  @Directive('@external')
  address!: string;

  /** RFC 3339, as the gateway passes it on. */
  @Field(() => Date, {
    description: 'Since when it is this mailbox’s address; it may have been another’s before.',
  })
  @Directive('@external')
  assignedAt!: string;
}

/**
 * The mail subgraph owns it and says who may read its log. What is external here arrives with the gateway's
 * reference, and only where a field requires it.
 */
@ObjectType({ description: 'A mailbox.' })
@Directive('@key(fields: "id")')
export class Mailbox {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => [MailboxAddress], { description: 'The addresses at which it receives.' })
  @Directive('@external')
  addresses!: MailboxAddress[];

  @Field({ description: 'Whether the caller may read its activity log (the right VIEW_LOGS).' })
  @Directive('@external')
  viewerMayViewLogs!: boolean;
}
