import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** For how many days an order can be confirmed. */
export const PENDING_DAYS = 14;

/** Why log retention is not ordered, confirmed, cancelled or ended, in `userErrors`. */
export const RETENTION_ORDER_ERROR_CODES = {
  OFFER_NOT_VALID: {
    meaning: 'This is no offer that was made to you.',
    remedy: 'Read `MailService.logRetentionOffers` with the credential that orders.',
  },
  OFFER_EXPIRED: {
    meaning: 'The offer is too old.',
    remedy: 'Read `MailService.logRetentionOffers` again; the price may be another one.',
  },
  PLAN_NOT_LONGER: {
    meaning: 'The mail service has a plan that reaches as far back, or further.',
    remedy:
      'Order a longer plan. For a shorter one, have the present one ended by the operator’s billing first; for ' +
      'the free one, nothing is ordered.',
  },
  ORDER_PENDING: {
    meaning: 'Another order for this mail service waits to be confirmed.',
    remedy: 'Wait for it, or cancel it: `LogRetention.pendingOrder` names it.',
  },
  ORDER_NOT_PENDING: {
    meaning: 'The order is not pending: it is in force, or was cancelled, ended or not confirmed in time.',
    remedy: 'Look at its `state`. What was not confirmed in time has to be ordered again.',
  },
  ORDER_NOT_ACTIVE: {
    meaning: 'The order is not in force, so there is nothing to end.',
    remedy: 'Look at its `state`; cancel an order that is pending.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(RETENTION_ORDER_ERROR_CODES);
