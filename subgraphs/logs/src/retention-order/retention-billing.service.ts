import {
  type Connection,
  type ConnectionArgs,
  load,
  pageKey,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { LogAuditAction } from '../audit-event/audit-action';
import type { RetentionOrder } from './retention-order.entity';
import { refusal } from './retention-order.errors';
import type { ConfirmLogRetentionOrderInput } from './retention-order.inputs';
import { ordersByState } from './retention-order.loaders';
import type { OrderOutcome } from './retention-order.payloads';
import { RetentionOrderState } from './retention-order-state';
import { changeOrder, expireOrders, orderAfter } from './retention-order.store';

/** For the operator's billing: what customers have ordered, by how far it has come. */
export async function listOrdersByState(
  ctx: RequestContext,
  state: RetentionOrderState,
  page: ConnectionArgs,
): Promise<Connection<RetentionOrder> | null> {
  await expireOrders(ctx);
  return load(ctx, ordersByState, pageKey(state, page));
}

/**
 * Puts an order into force; doing it twice changes nothing. A plan that was in force before gives way, in the same
 * transaction.
 *
 * @throws NOT_FOUND
 */
export const confirmLogRetentionOrder = (
  ctx: RequestContext,
  { orderId, billingReference = null }: ConfirmLogRetentionOrderInput,
): Promise<OrderOutcome> =>
  changeOrder(ctx, orderId, async (manager, order) => {
    if (order.storedState === RetentionOrderState.ACTIVE) return { order, userErrors: [] };
    if (order.storedState !== RetentionOrderState.PENDING) {
      return { order, userErrors: [refusal('ORDER_NOT_PENDING', 'orderId')] };
    }
    await endActive(manager, order.mailServiceId);
    await manager.query(
      `UPDATE logs.retention_order
       SET state = 'ACTIVE', activated_at = statement_timestamp(), billing_reference = $2 WHERE id = $1`,
      [order.id, billingReference],
    );
    await manager.query(
      `INSERT INTO logs.retention (mail_service_id, plan, horizon_days, monthly_price_centimes, since)
       SELECT mail_service_id, plan, horizon_days, monthly_price_centimes, activated_at
       FROM logs.retention_order WHERE id = $1
       ON CONFLICT (mail_service_id) DO UPDATE SET plan = excluded.plan, horizon_days = excluded.horizon_days,
         monthly_price_centimes = excluded.monthly_price_centimes, since = excluded.since`,
      [order.id],
    );
    return orderAfter(ctx, manager, order, LogAuditAction.CONFIRM_LOG_RETENTION_ORDER);
  });

/**
 * Ends an order in force, so that the mail service has what is free; doing it twice changes nothing.
 *
 * @throws NOT_FOUND
 */
export const endLogRetentionOrder = (ctx: RequestContext, orderId: string): Promise<OrderOutcome> =>
  changeOrder(ctx, orderId, async (manager, order) => {
    if (order.storedState === RetentionOrderState.ENDED) return { order, userErrors: [] };
    if (order.storedState !== RetentionOrderState.ACTIVE) {
      return { order, userErrors: [refusal('ORDER_NOT_ACTIVE', 'orderId')] };
    }
    await endActive(manager, order.mailServiceId);
    await manager.query('DELETE FROM logs.retention WHERE mail_service_id = $1', [order.mailServiceId]);
    return orderAfter(ctx, manager, order, LogAuditAction.END_LOG_RETENTION_ORDER);
  });

const endActive = (manager: EntityManager, mailServiceId: string): Promise<unknown> =>
  manager.query(
    `UPDATE logs.retention_order SET state = 'ENDED', closed_at = statement_timestamp()
     WHERE mail_service_id = $1 AND state = 'ACTIVE'`,
    [mailServiceId],
  );
