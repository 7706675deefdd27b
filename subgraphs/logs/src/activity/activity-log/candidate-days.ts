import type { AddParameter } from '@hostgraph/subgraph-kit';
import { kindsMask } from '../../storage/rollup/event-kind';
import type { LogBounds, LogFilter } from '../../mail-event/log-filter';

/** Whether a filter can be rare in a log: then the days are chosen before their events are read. */
export const isChoosy = ({ direction, status, correspondent }: LogFilter): boolean =>
  direction !== null || status !== null || correspondent !== null;

/**
 * The spans of time in which an address can have what a filter lets through, newest first: a FROM item of `key`, by
 * which they are ordered, `start` and `stop`. `held` is the row of the address.
 *
 * These are the time that is not rolled up yet, the days whose row says that they can, and dirty days. Each of the
 * three comes in order, so that they are merged while they are read: once a page is full, no more than
 * one further day is looked at.
 *
 * The bounds stand in it as parameters, so that partitions are chosen before any is opened.
 */
export function candidateSpans(
  filter: LogFilter,
  { earliest, latest }: LogBounds,
  parameter: AddParameter,
): string {
  const days: string[] = [];
  if (earliest !== null) days.push(`>= ${dayOf(parameter(earliest))}`);
  if (latest !== null) days.push(`<= ${dayOf(parameter(latest))}`);
  const within = (day: string) => days.map((limit) => ` AND ${day} ${limit}`).join('');
  return `
    SELECT key,
      CASE WHEN key = 'infinity' THEN rolled_up_to ELSE key::timestamp AT TIME ZONE 'UTC' END AS start,
      CASE WHEN key = 'infinity' THEN key ELSE LEAST((key + 1)::timestamp AT TIME ZONE 'UTC', rolled_up_to) END AS stop
    FROM logs.rollup CROSS JOIN LATERAL (
      SELECT 'infinity'::date AS key
      UNION ALL (
        SELECT rolled.day FROM logs.mail_day AS rolled
        WHERE rolled.domain = held.domain AND rolled.local_part = held."localPart"
          ${within('rolled.day')} AND ${canHave(filter, parameter).join(' AND ')}
          AND NOT EXISTS (
            SELECT FROM logs.dirty_hour AS dirty
            WHERE dirty.domain = held.domain AND dirty.local_part = held."localPart"
              AND dirty.hour >= rolled.day::timestamp AT TIME ZONE 'UTC'
              AND dirty.hour < (rolled.day + 1)::timestamp AT TIME ZONE 'UTC')
        ORDER BY rolled.day DESC
      )
      UNION ALL (
        SELECT DISTINCT ${dayOf('dirty.hour')} AS day FROM logs.dirty_hour AS dirty
        WHERE dirty.domain = held.domain AND dirty.local_part = held."localPart"
          ${within(dayOf('dirty.hour'))}
        ORDER BY day DESC
      )
      ORDER BY key DESC
    ) AS candidate`;
}

const dayOf = (time: string): string => `(${time}::timestamptz AT TIME ZONE 'UTC')::date`;

function canHave({ direction, status, correspondent }: LogFilter, parameter: AddParameter): string[] {
  const conditions: string[] = [];
  if (direction !== null || status !== null) {
    conditions.push(`rolled.kinds & ${parameter(kindsMask({ direction, status }))}::integer <> 0`);
  }
  // All in lower case there. Where nothing stands there were too many to keep.
  if (correspondent !== null) {
    const text = `lower(${parameter(correspondent)})`;
    conditions.push(`(rolled.correspondents IS NULL OR strpos(rolled.correspondents, ${text}) > 0)`);
  }
  return conditions;
}
