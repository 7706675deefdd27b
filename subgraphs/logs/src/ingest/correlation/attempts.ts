import type { DeliveryAttempt } from '../../mail-event/delivery-attempt.type';
import { STATUS_FINALITY } from '../../mail-event/status-finality';

/** The order of a history, which `store/history-sql.ts` has too: so it is the same wherever it is put together. */
export function compareAttempts(a: DeliveryAttempt, b: DeliveryAttempt): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return STATUS_FINALITY[a.status] - STATUS_FINALITY[b.status] || compareReplies(a.reply, b.reply);
}

function compareReplies(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** As a history has them. It is a set: the same thing said twice (once per alias that leads to a mailbox) happened once. */
export function distinctAttempts(ordered: readonly DeliveryAttempt[]): DeliveryAttempt[] {
  const history = new Map<string, DeliveryAttempt>();
  for (const { time, status, enhancedStatusCode, reply } of ordered) {
    // Neither time, status nor code holds a space.
    const key = `${time} ${status} ${enhancedStatusCode} ${reply === null ? '' : `:${reply}`}`;
    if (!history.has(key)) history.set(key, { time, status, enhancedStatusCode, reply });
  }
  return [...history.values()];
}
