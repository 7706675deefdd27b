import { Constrained } from '@hostgraph/subgraph-kit';
import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** Much longer than any of ours. */
const MAX_OFFER = 4_000;
/** Printable ASCII, as keys and numbers of other systems are. */
const TOKEN = /^[\x20-\x7e]{1,100}$/;

@InputType({ description: 'Input of `orderLogRetention`.' })
export class OrderLogRetentionInput {
  @Field({
    description:
      'An `offer` of `MailService.logRetentionOffers`: it names mail service, plan and price. At most 4,000 characters.',
  })
  @Constrained({ maxLength: MAX_OFFER })
  offer!: string;

  @Field({
    description:
      'Of your choice, 1 to 100 printable ASCII characters, such as a UUID: a request that is repeated with the ' +
      'same key orders once and answers the same order.',
  })
  @Matches(TOKEN, { message: 'idempotencyKey must be 1 to 100 printable ASCII characters' })
  @Constrained({ maxLength: 100 })
  idempotencyKey!: string;
}

@InputType({ description: 'Input of `cancelLogRetentionOrder`.' })
export class CancelLogRetentionOrderInput {
  @Field(() => ID, { description: 'Id of the order, `lro_…`.' })
  orderId!: string;
}

@InputType({ description: 'Input of `confirmLogRetentionOrder`.' })
export class ConfirmLogRetentionOrderInput {
  @Field(() => ID, { description: 'Id of the order, `lro_…`.' })
  orderId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What billing calls it, such as a number of a contract: 1 to 100 printable ASCII characters. Customers see it.',
  })
  @Matches(TOKEN, { message: 'billingReference must be 1 to 100 printable ASCII characters' })
  @Constrained({ maxLength: 100 })
  billingReference?: string | null;
}

@InputType({ description: 'Input of `endLogRetentionOrder`.' })
export class EndLogRetentionOrderInput {
  @Field(() => ID, { description: 'Id of the order, `lro_…`.' })
  orderId!: string;
}
