import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A domain whose mail a mail service receives.' })
export class MailDomain {
  @Field(() => String, {
    description: 'Its name in lower case as A-labels (RFC 5890), such as `xn--bcher-kva.example`.',
  })
  name!: string;
}
