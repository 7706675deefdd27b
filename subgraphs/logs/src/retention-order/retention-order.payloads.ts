import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { RetentionOrder } from './retention-order.entity';

/** What a mutation did to an order, or why it did nothing. */
export interface OrderOutcome extends Refusable {
  readonly order?: RetentionOrder;
}

@ObjectType()
abstract class OrderPayload implements OrderOutcome {
  @Field(() => RetentionOrder, {
    nullable: true,
    description: 'The order as it is now, also where it was left as it is; null where there is none.',
  })
  order?: RetentionOrder;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description: 'Result of `orderLogRetention`: `order`, or the `userErrors` for which nothing was changed.',
})
export class OrderLogRetentionPayload extends OrderPayload {}

@ObjectType({
  description:
    'Result of `cancelLogRetentionOrder`: `order`, or the `userErrors` for which nothing was changed.',
})
export class CancelLogRetentionOrderPayload extends OrderPayload {}

@ObjectType({
  description:
    'Result of `confirmLogRetentionOrder`: `order`, or the `userErrors` for which nothing was changed.',
})
export class ConfirmLogRetentionOrderPayload extends OrderPayload {}

@ObjectType({
  description:
    'Result of `endLogRetentionOrder`: `order`, or the `userErrors` for which nothing was changed.',
})
export class EndLogRetentionOrderPayload extends OrderPayload {}
