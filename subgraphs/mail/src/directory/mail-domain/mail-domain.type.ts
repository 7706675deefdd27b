import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A domain whose mail a mail service receives.' })
export class MailDomain {
  @Field(() => String, {
    description: 'Its name in lower case as A-labels (RFC 5890), such as `xn--bcher-kva.example`.',
  })
  name!: string;

  @Field(() => Date, {
    description:
      'Since when the mail service has had the domain. What was sent in it before was somebody else’s, and is ' +
      'not shown to this service’s administrators.',
  })
  assignedAt!: Date;

  catchAllMailboxId!: string | null;
}
