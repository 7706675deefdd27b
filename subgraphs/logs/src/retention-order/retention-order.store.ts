import { loadOrNotFound, lockName, recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { type LogAuditAction, LogAuditTargetType } from '../audit-event/audit-action';
import { AuditEvent } from '../audit-event/audit-event.entity';
import { RetentionOrder } from './retention-order.entity';
import { ordersById } from './retention-order.loaders';
import type { OrderOutcome } from './retention-order.payloads';

/** Before the orders of a mail service are changed: one transaction after the other, and without those too late. */
export async function lockOrders(manager: EntityManager, mailServiceId: string): Promise<void> {
  await lockName(manager, `logs:retention:${mailServiceId}`);
  await manager.query(`${EXPIRE} AND mail_service_id = $1`, [mailServiceId]);
}

const EXPIRE = `
  UPDATE logs.retention_order SET state = 'EXPIRED', closed_at = expires_at
  WHERE state = 'PENDING' AND expires_at <= statement_timestamp()`;

/** Before all orders are listed by state. What others are changing at this moment, they see to themselves. */
export const expireOrders = ({ database }: RequestContext): Promise<unknown> =>
  database.query(
    `${EXPIRE} AND id IN (SELECT id FROM logs.retention_order
       WHERE state = 'PENDING' AND expires_at <= statement_timestamp() FOR UPDATE SKIP LOCKED)`,
  );

/**
 * Changes an order that the caller may see, while nobody else changes an order of its mail service.
 *
 * @throws NOT_FOUND
 */
export async function changeOrder<T>(
  ctx: RequestContext,
  orderId: string,
  change: (manager: EntityManager, order: RetentionOrder) => Promise<T>,
): Promise<T> {
  const { id, mailServiceId } = await loadOrNotFound(ctx, ordersById, orderId, 'Order');
  return ctx.database.transaction(async (manager) => {
    await lockOrders(manager, mailServiceId);
    return change(manager, await manager.findOneByOrFail(RetentionOrder, { id }));
  });
}

/** Records what was done to an order. @returns the order as it is now */
export async function orderAfter(
  ctx: RequestContext,
  manager: EntityManager,
  { id, organizationId }: RetentionOrder,
  action: LogAuditAction,
): Promise<OrderOutcome> {
  await recordAuditEvent(ctx, manager, AuditEvent, {
    organizationId,
    action,
    targetType: LogAuditTargetType.LOG_RETENTION_ORDER,
    targetId: id,
  });
  return { order: await manager.findOneByOrFail(RetentionOrder, { id }), userErrors: [] };
}
