import { load, type RequestContext } from '@hostgraph/subgraph-kit';
import type { LogRetention } from './log-retention.type';
import { retentionByMailService } from './retention.loaders';

/** How far back a log can be read now, by the database's clock. */
export type LogCoverage = Pick<LogRetention, 'coversSince' | 'horizonDays' | 'availablePlans'>;

/** @param mailServiceId undefined where mail does not say: then what is free counts */
export async function logCoverage(
  ctx: RequestContext,
  mailServiceId: string | undefined,
): Promise<LogCoverage> {
  // No mail service is named like that, so none has taken a plan under it.
  const coverage = await load(ctx, retentionByMailService, mailServiceId ?? '');
  if (coverage === null) throw new Error('a mail service has no coverage');
  return coverage;
}
