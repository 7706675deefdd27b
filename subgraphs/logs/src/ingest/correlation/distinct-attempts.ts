import type { DeliveryAttempt } from '../../mail-event/delivery-attempt';

/** As a history has them. It is a set: the same thing said twice (once per alias that leads to a mailbox) happened once. */
export function distinctAttempts(ordered: readonly DeliveryAttempt[]): DeliveryAttempt[] {
  const history = new Map<string, DeliveryAttempt>();
  for (const { time, status, enhancedStatusCode, reply } of ordered) {
    // Neither time, status nor code holds a blank.
    const key = `${time} ${status} ${enhancedStatusCode} ${reply === null ? '' : `:${reply}`}`;
    if (!history.has(key)) history.set(key, { time, status, enhancedStatusCode, reply });
  }
  return [...history.values()];
}
