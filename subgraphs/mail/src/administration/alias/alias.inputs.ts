import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Field, ID, InputType } from 'type-graphql';
import { GIVEN_ADDRESS } from '../../directory/mailbox-address/address-parts';

@InputType({ description: 'Input of `addMailboxAlias`.' })
export class AddMailboxAliasInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => EmailAddress, {
    description: `The further address, in a domain of the mail service. ${GIVEN_ADDRESS}`,
  })
  address!: string;
}

@InputType({ description: 'Input of `removeMailboxAlias`.' })
export class RemoveMailboxAliasInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => EmailAddress, { description: 'The alias that it is to lose.' })
  address!: string;
}
