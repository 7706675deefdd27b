import type { QueryRunner } from 'typeorm';

/** A partition of the event table. Days are `mail_event_YYYYMMDD`, weeks `mail_event_week_YYYYMMDD` (their Monday). */
export interface EventPartition {
  readonly name: string;
  /** `YYYY-MM-DD`, UTC: its first day. */
  readonly start: string;
  /** `YYYY-MM-DD`, UTC: the first day after it. */
  readonly end: string;
  /** `YYYY-MM-DD` of the Monday of its week. */
  readonly monday: string;
  readonly isDay: boolean;
}

const LIST = `
  SELECT name, to_char(start, 'YYYY-MM-DD') AS start, to_char(start + days, 'YYYY-MM-DD') AS end,
    to_char(date_trunc('week', start), 'YYYY-MM-DD') AS monday, days = 1 AS "isDay"
  FROM (
    SELECT relname AS name, to_date(right(relname, 8), 'YYYYMMDD') AS start,
      CASE WHEN relname LIKE 'mail\\_event\\_week\\_%' THEN 7 ELSE 1 END AS days
    FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'logs.mail_event'::regclass
  ) AS partition
  ORDER BY start`;

/** All partitions, oldest first. */
export const listPartitions = (connection: QueryRunner): Promise<EventPartition[]> => connection.query(LIST);
