import { type Batch, byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { administeredOrganizations } from '@hostgraph/principal';
import { In, Raw } from 'typeorm';
import { RetentionOrder } from './retention-order.entity';
import { RetentionOrderState } from './retention-order-state';

/** The operator's billing, and nobody else, has it (docs/adr/0015). */
export const BILLING_SCOPE = 'billing:write';

/** By the database's clock, and of the statement: a transaction may have waited for another. */
export const pending = {
  storedState: RetentionOrderState.PENDING,
  expiresAt: Raw((column) => `${column} > statement_timestamp()`),
};

/** Orders of the organizations that the caller administers, or all for billing; of others it finds nothing. */
export const ordersById = byId(RetentionOrder, ({ principal }, parameter) =>
  principal.scopes.includes(BILLING_SCOPE)
    ? 'true'
    : `item.organization_id = ANY(${parameter(administeredOrganizations(principal))})`,
);

/** By mail service: the order that waits to be confirmed. */
export const pendingOrders: Batch<string, RetentionOrder> = async ({ database }, mailServiceIds) => {
  const orders = await database
    .getRepository(RetentionOrder)
    .findBy({ mailServiceId: In([...mailServiceIds]), ...pending });
  return new Map(orders.map((order) => [order.mailServiceId, order]));
};

/** The orders of mail services, the newest first. */
export const ordersOfMailServices = pagesByParent({
  entity: RetentionOrder,
  parentColumn: 'mail_service_id',
  keyset: { columns: { ordered_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});

/** All orders by their state, the oldest first. */
export const ordersByState = pagesByParent({
  entity: RetentionOrder,
  parentColumn: 'state',
  keyset: { columns: { ordered_at: 'timestamptz', id: 'text' }, direction: 'ASC' },
});
