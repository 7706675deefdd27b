/**
 * Where it is decided how far back a mail service's logs can be read; searches and `logRetention` both take it
 * from here. The clock is the database's. Nobody gets less than what is free (GREATEST ignores NULL).
 *
 * @param mailServiceId an SQL expression
 * @param freeDays the placeholder of the free plan's days
 * @returns a FROM item `coverage (horizon_days, since, …)` of one row; columns of the plan are null where none is taken
 */
export const coverageOf = (mailServiceId: string, freeDays: string): string => `LATERAL (
  SELECT taken.plan, taken.monthly_price_centimes, taken.since AS taken_since, horizon.days AS horizon_days,
    date_trunc('milliseconds', statement_timestamp()) - horizon.days * interval '24 hours' AS since
  FROM (SELECT) AS one
  LEFT JOIN logs.retention AS taken ON taken.mail_service_id = ${mailServiceId}
  CROSS JOIN LATERAL (SELECT GREATEST(taken.horizon_days, ${freeDays}::integer) AS days) AS horizon
) AS coverage`;
