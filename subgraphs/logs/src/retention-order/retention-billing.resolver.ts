import { type Connection, ConnectionArgs, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  confirmLogRetentionOrder,
  endLogRetentionOrder,
  listOrdersByState,
} from './retention-billing.service';
import { RetentionOrder } from './retention-order.entity';
import { ConfirmLogRetentionOrderInput, EndLogRetentionOrderInput } from './retention-order.inputs';
import {
  ConfirmLogRetentionOrderPayload,
  EndLogRetentionOrderPayload,
  type OrderOutcome,
} from './retention-order.payloads';
import { RetentionOrderConnection } from './retention-order.resolver';
import { RetentionOrderState } from './retention-order-state';

@Resolver(() => RetentionOrder)
export class RetentionBillingResolver {
  @Query(() => RetentionOrderConnection, {
    nullable: true,
    description:
      'What customers have ordered, the oldest first. For the operator’s billing, with the scope billing:write.',
  })
  @RequireScope('billing:write')
  logRetentionOrders(
    @Ctx() ctx: RequestContext,
    @Arg('state', () => RetentionOrderState, {
      defaultValue: RetentionOrderState.PENDING,
      description: 'How far they have come; those that wait for confirmation, when it is left out.',
    })
    state: RetentionOrderState,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<RetentionOrder> | null> {
    return listOrdersByState(ctx, state, page);
  }

  @Mutation(() => ConfirmLogRetentionOrderPayload, {
    nullable: true,
    description:
      'Puts a pending order into force at once; a shorter plan that was in force ends. For the operator’s billing, ' +
      'with the scope billing:write.',
  })
  @RequireScope('billing:write')
  confirmLogRetentionOrder(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ConfirmLogRetentionOrderInput, { description: 'Which order.' })
    input: ConfirmLogRetentionOrderInput,
  ): Promise<OrderOutcome> {
    return confirmLogRetentionOrder(ctx, input);
  }

  @Mutation(() => EndLogRetentionOrderPayload, {
    nullable: true,
    description:
      'Ends an order in force, such as at the end of its contract: the mail service has the free plan from then ' +
      'on. For the operator’s billing, with the scope billing:write.',
  })
  @RequireScope('billing:write')
  endLogRetentionOrder(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => EndLogRetentionOrderInput, { description: 'Which order.' })
    { orderId }: EndLogRetentionOrderInput,
  ): Promise<OrderOutcome> {
    return endLogRetentionOrder(ctx, orderId);
  }
}
