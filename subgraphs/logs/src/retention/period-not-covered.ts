import type { LogFilter } from '../mail-event/log-filter';
import { LogPeriodNotCovered } from './log-period-not-covered.type';
import type { LogCoverage } from './retention.service';

/**
 * What was asked for and is not covered; null where nothing is missing. Before somebody had an address there is nothing
 * to miss.
 *
 * @param heldSince in milliseconds, since when each address is theirs; NaN for one without that time
 */
export function periodNotCovered(
  heldSince: readonly number[],
  asked: { readonly [Limit in keyof Pick<LogFilter, 'from' | 'to'>]?: Date | null },
  coverage: LogCoverage,
): LogPeriodNotCovered | null {
  const starts = heldSince.filter((time) => !Number.isNaN(time));
  if (starts.length === 0) return null;
  const from = Math.max(Math.min(...starts), asked.from?.getTime() ?? -Infinity);
  const to = Math.min(coverage.coversSince.getTime(), asked.to?.getTime() ?? Infinity);
  if (from >= to) return null;
  return Object.assign(new LogPeriodNotCovered(), {
    code: 'LOG_PERIOD_NOT_COVERED' as const,
    from: new Date(from),
    to: new Date(to),
    plans: coverage.availablePlans.filter(({ days }) => days > coverage.horizonDays),
  });
}
