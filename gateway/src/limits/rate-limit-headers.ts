import { type Admission, type Bucket, capacityMs, remainingIn } from './limiter';

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1_000);

/** What clients are told about their budgets (draft-ietf-httpapi-ratelimit-headers; RFC 9651 for the syntax). */
export function rateLimitHeaders(
  buckets: readonly Bucket[],
  { fullAfterMs, refusal }: Admission,
): Record<string, string> {
  const policies = buckets.map(
    (bucket) => `"${bucket.policy}";q=${bucket.burst};w=${Math.max(1, seconds(capacityMs(bucket)))}`,
  );
  const limits = buckets.map((bucket, index) => {
    const fullAfter = fullAfterMs[index] ?? 0;
    return `"${bucket.policy}";r=${remainingIn(bucket, fullAfter)};t=${seconds(fullAfter)}`;
  });
  return {
    'ratelimit-policy': policies.join(', '),
    ratelimit: limits.join(', '),
    ...(refusal && { 'retry-after': String(Math.max(1, seconds(refusal.retryAfterMs))) }),
  };
}

/** `extensions.cost` of an answer. */
export interface CostReport {
  /** What the operation was counted at, and has cost unless it was refused. */
  readonly requested: number;
  /** What is left of the budget that has least. */
  readonly remaining: number;
  /** When that one is full again, if nothing is spent. */
  readonly resetAt: string;
}

export function costReport(
  requested: number,
  buckets: readonly Bucket[],
  { fullAfterMs }: Admission,
): CostReport {
  const budgets = buckets.map((bucket, index) => {
    const fullAfter = fullAfterMs[index] ?? 0;
    return { remaining: remainingIn(bucket, fullAfter), fullAfter };
  });
  const least = budgets.reduce((a, b) => (b.remaining < a.remaining ? b : a));
  return {
    requested,
    remaining: least.remaining,
    resetAt: new Date(Date.now() + least.fullAfter).toISOString(),
  };
}
