import {
  administers,
  type Connection,
  type ConnectionArgs,
  forbidden,
  KEY_REUSED,
  load,
  lockIdempotencyKey,
  newId,
  pageKey,
  readTicket,
  requestDigest,
  type RequestContext,
  requireAdministration,
} from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { LogAuditAction } from '../audit-event/audit-action';
import type { MailService } from '../foreign/mail-service/mail-service.type';
import { RETENTION_PLANS } from '../retention/retention-plan';
import { coverageOf } from '../retention/retention.sql';
import { OFFER, type OfferClaims } from './retention-offer.service';
import { RetentionOrder } from './retention-order.entity';
import { PENDING_DAYS, refusal } from './retention-order.errors';
import type { OrderLogRetentionInput } from './retention-order.inputs';
import { BILLING_SCOPE, ordersOfMailServices, pending } from './retention-order.loaders';
import type { OrderOutcome } from './retention-order.payloads';
import { RetentionOrderState } from './retention-order-state';
import { changeOrder, lockOrders, orderAfter } from './retention-order.store';

/** Who may order, and cancel, what costs money. */
const ORDER_SCOPE = 'logs:order';

/**
 * Orders by an offer. That the mail service is the organization's was said by the graph when the offer was made;
 * whether the caller administers that organization is asked now.
 *
 * @throws FORBIDDEN
 */
export async function orderLogRetention(
  ctx: RequestContext,
  { offer, idempotencyKey }: OrderLogRetentionInput,
): Promise<OrderOutcome> {
  const { kind, id } = ctx.principal;
  const offerDigest = requestDigest(offer);
  // Before the transaction, which must not wait for a second connection while it has one.
  const reading = await readTicket(ctx, OFFER, offer);
  if ('claims' in reading) requireAdministration(ctx, reading.claims.organizationId, 'order log retention');
  return ctx.database.transaction(async (manager) => {
    await lockIdempotencyKey(ctx, manager, 'logs:order', idempotencyKey);
    const known = await manager.findOneBy(RetentionOrder, {
      orderedByKind: kind as RetentionOrder['orderedByKind'],
      orderedById: id,
      idempotencyKey,
    });
    // Not judged anew: what was ordered is ordered, also when the offer has expired since. But who asks may have left.
    if (known) {
      requireAdministration(ctx, known.organizationId, 'order log retention');
      return known.offerDigest.equals(offerDigest)
        ? { order: known, userErrors: [] }
        : { userErrors: [KEY_REUSED] };
    }
    if ('refusal' in reading) {
      const code = reading.refusal === 'EXPIRED' ? 'OFFER_EXPIRED' : 'OFFER_NOT_VALID';
      return { userErrors: [refusal(code, 'offer')] };
    }
    return placeOrder(ctx, manager, reading.claims, { idempotencyKey, offerDigest });
  });
}

async function placeOrder(
  ctx: RequestContext,
  manager: EntityManager,
  { mailServiceId, organizationId, plan, days, monthlyPriceCentimes }: OfferClaims,
  request: Pick<RetentionOrder, 'idempotencyKey' | 'offerDigest'>,
): Promise<OrderOutcome> {
  await lockOrders(manager, mailServiceId);
  if (await manager.existsBy(RetentionOrder, { mailServiceId, ...pending })) {
    return { userErrors: [refusal('ORDER_PENDING', 'offer')] };
  }
  const [present]: { horizon_days: number; expires_at: Date }[] = await manager.query(
    `SELECT horizon_days, statement_timestamp() + make_interval(days => $3) AS expires_at
     FROM ${coverageOf('$1::text', '$2')}`,
    [mailServiceId, ctx.settings.get(RETENTION_PLANS)[0].days, PENDING_DAYS],
  );
  if (!present) throw new Error('a mail service has no coverage');
  if (days <= present.horizon_days) return { userErrors: [refusal('PLAN_NOT_LONGER', 'offer')] };
  const order = manager.create(RetentionOrder, {
    ...request,
    id: newId('lro'),
    mailServiceId,
    organizationId,
    plan,
    horizonDays: days,
    monthlyPriceCentimes,
    storedState: RetentionOrderState.PENDING,
    orderedByKind: ctx.principal.kind as RetentionOrder['orderedByKind'],
    orderedById: ctx.principal.id,
    expiresAt: present.expires_at,
  });
  await manager.insert(RetentionOrder, order);
  return orderAfter(ctx, manager, order, LogAuditAction.ORDER_LOG_RETENTION);
}

/**
 * Withdraws an order that is not in force yet; doing it twice changes nothing.
 *
 * @throws FORBIDDEN, NOT_FOUND
 */
export async function cancelLogRetentionOrder(ctx: RequestContext, orderId: string): Promise<OrderOutcome> {
  // One of two scopes; a declaration on the resolver would ask for both.
  if (![ORDER_SCOPE, BILLING_SCOPE].some((scope) => ctx.principal.scopes.includes(scope))) {
    throw forbidden(`This credential lacks the scope ${ORDER_SCOPE}`);
  }
  return changeOrder(ctx, orderId, async (manager, order) => {
    if (order.storedState === RetentionOrderState.CANCELLED) return { order, userErrors: [] };
    if (order.storedState !== RetentionOrderState.PENDING) {
      return { order, userErrors: [refusal('ORDER_NOT_PENDING', 'orderId')] };
    }
    await manager.query(
      `UPDATE logs.retention_order SET state = 'CANCELLED', closed_at = statement_timestamp() WHERE id = $1`,
      [order.id],
    );
    return orderAfter(ctx, manager, order, LogAuditAction.CANCEL_LOG_RETENTION_ORDER);
  });
}

/** @throws FORBIDDEN */
export async function listOrders(
  ctx: RequestContext,
  { id, organization }: MailService,
  page: ConnectionArgs,
): Promise<Connection<RetentionOrder> | null> {
  requireAdministration(ctx, organization?.id, 'read its orders');
  return load(ctx, ordersOfMailServices, pageKey(id, page));
}

/** Who ordered is the business of those who answer for it. */
export const seesOrderer = (ctx: RequestContext, { organizationId }: RetentionOrder): boolean =>
  administers(ctx, organizationId) || ctx.principal.scopes.includes(BILLING_SCOPE);
