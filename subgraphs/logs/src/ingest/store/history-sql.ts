import { STATUS_FINALITY } from '../../mail-event/status-finality';

/** SQL for the finality of a status expression, from the one table that defines it. */
export function finalitySql(expression: string): string {
  const cases = Object.entries(STATUS_FINALITY).map(([status, rank]) => `WHEN '${status}' THEN ${rank}`);
  return `CASE ${expression} ${cases.join(' ')} END`;
}

/** SQL for two histories as one: a set, in the order of `correlation/attempts.ts`. */
export function mergedHistorySql(one: string, other: string): string {
  return `(
    SELECT jsonb_agg(attempt ORDER BY attempt->>'time' COLLATE "C", ${finalitySql("attempt->>'status'")},
      attempt->>'reply' COLLATE "C")
    FROM (SELECT DISTINCT attempt FROM jsonb_array_elements(${one} || ${other}) AS element (attempt)) AS attempts)`;
}
