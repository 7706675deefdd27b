import { STATUS_FINALITY } from '../../mail-event/status-finality';

/** SQL for the finality of a status expression, from the one table that defines it. */
export function finalitySql(expression: string): string {
  const cases = Object.entries(STATUS_FINALITY).map(([status, rank]) => `WHEN '${status}' THEN ${rank}`);
  return `CASE ${expression} ${cases.join(' ')} END`;
}
