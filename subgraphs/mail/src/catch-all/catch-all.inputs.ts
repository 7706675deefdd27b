import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** RFC 1035, 2.3.4: 253 characters as it is written. */
const DOMAIN = /^[a-z0-9.-]{1,253}$/;

@InputType()
abstract class DomainInput {
  @Field(() => ID, { description: 'Id of the mail service, `msv_…`.' })
  mailServiceId!: string;

  @Field({ description: 'Which of its domains, as `MailDomain.name` has it.' })
  @Matches(DOMAIN, { message: 'domain must be a name in lower case as A-labels' })
  domain!: string;
}

@InputType({ description: 'What `setCatchAll` is told.' })
export class SetCatchAllInput extends DomainInput {
  @Field(() => ID, { description: 'Id of a mailbox of the mail service, `mbx_…`.' })
  mailboxId!: string;
}

@InputType({ description: 'What `removeCatchAll` is told.' })
export class RemoveCatchAllInput extends DomainInput {}
