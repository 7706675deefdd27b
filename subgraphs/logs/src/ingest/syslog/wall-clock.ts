import { DateTime, IANAZone } from 'luxon';

/** A clock a little ahead of the reader's must not throw a line back by a year. */
const TOLERANCE_MS = 24 * 60 * 60 * 1000;
/** Across 1900 or 2100 two leap days lie eight years apart. */
const LONGEST_LEAP_GAP_YEARS = 8;

/**
 * Turns local timestamps of a log into instants.
 *
 * RFC 3164 timestamps have neither year nor zone. The year is the latest one that puts the line no later
 * than the reference time (plus a day for clocks that disagree); 29 February takes the latest leap year.
 * In the hour that occurs twice when summer time ends the first one is taken; a time that does not exist
 * when it begins is read an hour later.
 */
export class WallClock {
  private lastKey = '';
  private lastMinute: number | undefined;

  /** @param timeZone IANA name; @throws RangeError for an unknown zone */
  constructor(
    private readonly timeZone: string,
    private readonly reference: Date,
  ) {
    if (!IANAZone.isValidZone(timeZone)) throw new RangeError(`Unknown time zone: ${timeZone}`);
  }

  /** Whether a line may bear this time: a forged one from years ahead would age everything that is open. */
  admits(time: Date): boolean {
    return time.getTime() <= this.reference.getTime() + TOLERANCE_MS;
  }

  /** @param month 1–12. Undefined for a date that does not exist. */
  withoutYear(month: number, day: number, hour: number, minute: number, second: number): Date | undefined {
    const key = `${month}-${day}-${hour}-${minute}`;
    if (key !== this.lastKey) {
      this.lastKey = key;
      this.lastMinute = this.latestMinute(month, day, hour, minute);
    }
    return atSecond(this.lastMinute, second);
  }

  /** Undefined for a date that does not exist. */
  withYear(
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  ): Date | undefined {
    const key = `${year}-${month}-${day}-${hour}-${minute}`;
    if (key !== this.lastKey) {
      this.lastKey = key;
      this.lastMinute = this.minuteOf(year, month, day, hour, minute);
    }
    return atSecond(this.lastMinute, second);
  }

  private latestMinute(month: number, day: number, hour: number, minute: number): number | undefined {
    const limit = this.reference.getTime() + TOLERANCE_MS;
    const newest = DateTime.fromMillis(limit, { zone: this.timeZone }).year;
    for (let year = newest; year >= newest - LONGEST_LEAP_GAP_YEARS; year--) {
      const time = this.minuteOf(year, month, day, hour, minute);
      if (time !== undefined && time <= limit) return time;
    }
    return undefined;
  }

  private minuteOf(
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
  ): number | undefined {
    const time = DateTime.fromObject({ year, month, day, hour, minute }, { zone: this.timeZone });
    // Luxon resolves the hour that occurs twice by today's offset: the same line would move with the season.
    return time.isValid ? Math.min(...time.getPossibleOffsets().map((same) => same.toMillis())) : undefined;
  }
}

function atSecond(minute: number | undefined, second: number): Date | undefined {
  // 60 is a leap second; it belongs to the next minute.
  return minute === undefined || second > 60 ? undefined : new Date(minute + second * 1000);
}
