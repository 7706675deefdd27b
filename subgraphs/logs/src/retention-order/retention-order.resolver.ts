import {
  Authenticated,
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { MailService } from '../foreign/mail-service/mail-service.type';
import { Organization } from '../foreign/organization/organization.type';
import { LogRetention } from '../retention/log-retention.type';
import { User } from '../foreign/user/user.type';
import { RetentionOffer } from './retention-offer.type';
import { listOffers } from './retention-offer.service';
import { RetentionOrder } from './retention-order.entity';
import { CancelLogRetentionOrderInput, OrderLogRetentionInput } from './retention-order.inputs';
import { pendingOrders } from './retention-order.loaders';
import {
  CancelLogRetentionOrderPayload,
  OrderLogRetentionPayload,
  type OrderOutcome,
} from './retention-order.payloads';
import {
  cancelLogRetentionOrder,
  listOrders,
  orderLogRetention,
  seesOrderer,
} from './retention-order.service';

export const RetentionOrderConnection = connectionType(
  'LogRetentionOrder',
  () => RetentionOrder,
  'orders of log retention',
);

@Resolver(() => MailService)
export class MailServiceRetentionOrdersResolver {
  @FieldResolver(() => [RetentionOffer], {
    nullable: true,
    description:
      'Longer retention of its activity logs than it has now, shortest first, to be ordered with ' +
      '`orderLogRetention`. For administrators and legal responsibles of its organization (else FORBIDDEN); API ' +
      'keys need the scopes logs:order and mail:read.',
  })
  @Directive('@requires(fields: "organization { id }")')
  @RequireScope('logs:order', 'mail:read')
  logRetentionOffers(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
  ): Promise<RetentionOffer[]> {
    return listOffers(ctx, mailService);
  }

  @FieldResolver(() => RetentionOrderConnection, {
    nullable: true,
    description:
      'What was ordered for its activity logs, the newest first. For administrators and legal responsibles of its ' +
      'organization (else FORBIDDEN); API keys need the scopes logs:read and mail:read.',
  })
  @Directive('@requires(fields: "organization { id }")')
  @RequireScope('logs:read', 'mail:read')
  logRetentionOrders(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<RetentionOrder> | null> {
    return listOrders(ctx, mailService, page);
  }
}

@Resolver(() => LogRetention)
export class PendingRetentionOrderResolver {
  @FieldResolver(() => RetentionOrder, {
    nullable: true,
    description: 'The order of a longer plan that waits to be confirmed; null where there is none.',
  })
  @RequireScope('logs:read')
  pendingOrder(
    @Ctx() ctx: RequestContext,
    @Root() { mailServiceId }: LogRetention,
  ): Promise<RetentionOrder | null> {
    return load(ctx, pendingOrders, mailServiceId);
  }
}

@Resolver(() => RetentionOrder)
export class RetentionOrderResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'Who owes the price: the organization that had the mail service when it was ordered. Whoever does not belong ' +
      'to it, such as billing, asks for its `id` alone.',
  })
  @Authenticated()
  organization(@Root() { organizationId }: RetentionOrder): Organization {
    return Object.assign(new Organization(), { id: organizationId });
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who ordered; null where a program did, with an API key, and for whoever does not administer the ' +
      'organization.',
  })
  @Authenticated()
  orderedBy(@Ctx() ctx: RequestContext, @Root() order: RetentionOrder): User | null {
    return order.orderedByKind === 'PERSON' && seesOrderer(ctx, order)
      ? Object.assign(new User(), { id: order.orderedById })
      : null;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description:
      'Id of the API key with which a program ordered; null where a person did, and for whoever does not ' +
      'administer the organization.',
  })
  @Authenticated()
  apiKeyId(@Ctx() ctx: RequestContext, @Root() order: RetentionOrder): string | null {
    return order.orderedByKind === 'API_KEY' && seesOrderer(ctx, order) ? order.orderedById : null;
  }

  @Mutation(() => OrderLogRetentionPayload, {
    nullable: true,
    description:
      'Orders longer retention of the activity logs of a mail service, at the price that was offered. It is in ' +
      'force when the operator’s billing has confirmed it. For administrators and legal responsibles of its ' +
      'organization; API keys need the scope logs:order.',
  })
  @RequireScope('logs:order')
  orderLogRetention(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => OrderLogRetentionInput, { description: 'Which offer is taken.' })
    input: OrderLogRetentionInput,
  ): Promise<OrderOutcome> {
    return orderLogRetention(ctx, input);
  }

  @Mutation(() => CancelLogRetentionOrderPayload, {
    nullable: true,
    description:
      'Withdraws an order that is pending. For administrators and legal responsibles of the organization that ' +
      'ordered, and for the operator’s billing; API keys need the scope logs:order or billing:write.',
  })
  @Authenticated()
  cancelLogRetentionOrder(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CancelLogRetentionOrderInput, { description: 'Which order.' })
    { orderId }: CancelLogRetentionOrderInput,
  ): Promise<OrderOutcome> {
    return cancelLogRetentionOrder(ctx, orderId);
  }
}
