import { DateTime } from 'luxon';
import { MAX_YEARS_AHEAD } from './auto-reply.errors';

/** Days (`2026-12-24`) and times (`2026-12-24T12:00:00`) as a calendar and a clock on the wall show them. */
export interface LocalSchedule {
  readonly firstDay?: string | null;
  readonly from?: string | null;
  /** Included. */
  readonly lastDay?: string | null;
  /** Not included. */
  readonly until?: string | null;
}

/** A half-open time: `startsAt` belongs to it, `endsAt` does not. */
export interface Schedule {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

export type ScheduleReading = Schedule | 'SCHEDULE_NOT_CLEAR' | 'SCHEDULE_NOT_ACCEPTED';

/** Reads days and times of a zone as instants, so that neither clocks that change nor another zone move them. */
export function readSchedule(
  { firstDay, from, lastDay, until }: LocalSchedule,
  zone: string,
  now: Date,
): ScheduleReading {
  if ((firstDay && from) || (lastDay && until)) return 'SCHEDULE_NOT_CLEAR';
  const present = DateTime.fromJSDate(now, { zone });
  const asked = firstDay ? startOfDay(firstDay, zone) : from ? instant(from, zone) : present;
  // The first instant of the day after is the last one that does not belong to the last day.
  const end = lastDay ? startOfDay(lastDay, zone, 1) : until ? instant(until, zone) : null;
  const latest = present.plus({ years: MAX_YEARS_AHEAD });
  const start = DateTime.max(asked, present);
  const isAccepted =
    asked.isValid && start <= latest && (end === null || (end.isValid && end > start && end <= latest));
  return isAccepted
    ? { startsAt: start.toJSDate(), endsAt: end?.toJSDate() ?? null }
    : 'SCHEDULE_NOT_ACCEPTED';
}

/** Of a day on which clocks are put forward at midnight, that is one o'clock. */
const startOfDay = (day: string, zone: string, later = 0): DateTime =>
  firstOf(DateTime.fromISO(day, { zone }).plus({ days: later }).startOf('day'));

/** luxon moves a time that is skipped forward. */
const instant = (wallClock: string, zone: string): DateTime => firstOf(DateTime.fromISO(wallClock, { zone }));

/** luxon leaves open which it takes of two times that are the same on the clock: in the Azores, midnight is one. */
const firstOf = (time: DateTime): DateTime => DateTime.min(...time.getPossibleOffsets()) ?? time;
