import { type Batch, prepared } from '@hostgraph/subgraph-kit';
import type { LogRetention } from './log-retention.type';
import { RETENTION_PLANS } from './retention-plan';
import { coverageOf } from './retention.sql';

/** By mail service: what its logs cover. */
export const retentionByMailService: Batch<string, LogRetention> = async (ctx, mailServiceIds) => {
  const availablePlans = ctx.settings.get(RETENTION_PLANS);
  const [free] = availablePlans;
  const rows = await prepared<Omit<LogRetention, 'availablePlans'>>(
    ctx.database,
    `SELECT service.id AS "mailServiceId", COALESCE(coverage.plan, $3) AS plan, coverage.horizon_days AS "horizonDays",
       coverage.since AS "coversSince", COALESCE(coverage.monthly_price_centimes, 0) AS "monthlyPriceCentimes",
       coverage.taken_since AS since
     FROM unnest($1::text[]) AS service (id) CROSS JOIN ${coverageOf('service.id', '$2')}`,
    [mailServiceIds, free.days, free.code],
  );
  return new Map(rows.map((retention) => [retention.mailServiceId, { ...retention, availablePlans }]));
};
