import { Constrained } from '@hostgraph/subgraph-kit';
import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** RFC 1035, 2.3.4, as it is written. */
const MAX_DOMAIN = 253;
const DOMAIN = /^[a-z0-9.-]+$/;

@InputType()
abstract class DomainInput {
  @Field(() => ID, { description: 'Id of the mail service, `msv_…`.' })
  mailServiceId!: string;

  @Field({ description: 'Which of its domains, as `MailDomain.name` has it, of at most 253 characters.' })
  @Matches(DOMAIN, { message: 'domain must be a name in lower case as A-labels' })
  @Constrained({ maxLength: MAX_DOMAIN })
  domain!: string;
}

@InputType({ description: 'Input of `setCatchAll`.' })
export class SetCatchAllInput extends DomainInput {
  @Field(() => ID, { description: 'Id of a mailbox of the mail service, `mbx_…`.' })
  mailboxId!: string;
}

@InputType({ description: 'Input of `removeCatchAll`.' })
export class RemoveCatchAllInput extends DomainInput {}
