import type { LogFilter, LogOwner, LogRow } from '../activity-log/page-statement';
import { LogPeriodNotCovered } from './log-period-not-covered.type';
import { offeredPlans } from './retention-plan';

/**
 * What was asked for and is not covered; null where nothing is missing. Before the mailbox had an address there is
 * nothing to miss.
 */
export function periodNotCovered(
  { addresses }: LogOwner,
  asked: Pick<LogFilter, 'from' | 'to'>,
  coverage: Pick<LogRow, 'covered_since' | 'horizon_days'>,
): LogPeriodNotCovered | null {
  const starts = addresses
    .map(({ assignedAt }) => Date.parse(assignedAt))
    .filter((time) => !Number.isNaN(time));
  if (starts.length === 0) return null;
  const from = Math.max(Math.min(...starts), asked.from?.getTime() ?? -Infinity);
  const to = Math.min(coverage.covered_since.getTime(), asked.to?.getTime() ?? Infinity);
  if (from >= to) return null;
  return Object.assign(new LogPeriodNotCovered(), {
    code: 'LOG_PERIOD_NOT_COVERED' as const,
    from: new Date(from),
    to: new Date(to),
    plans: offeredPlans().filter(({ days }) => days > coverage.horizon_days),
  });
}
