import { DateTime, IANAZone } from 'luxon';

/** A clock a little ahead of the reader's must not throw a line back by a year. */
const TOLERANCE_MS = 24 * 60 * 60 * 1000;
/** Across 1900 or 2100 two leap days lie eight years apart. */
const LONGEST_LEAP_GAP_YEARS = 8;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BSD = /^([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):$/;
const ZONE = /^(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Turns local timestamps of a log into instants.
 *
 * RFC 3164 timestamps have neither year nor zone. The year is the latest one that puts the line no later
 * than the reference time (plus a day for clocks that disagree); 29 February takes the latest leap year.
 * In the hour that occurs twice when summer time ends the first one is taken; a time that does not exist
 * when it begins is read an hour later.
 */
export class WallClock {
  #lastText = '';
  #lastZone = '';
  #lastMinute: number | undefined;
  #lastTime = new Date(NaN);

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

  /** @param text `Nov 23 23:11:`; undefined for anything else and for a date that does not exist */
  bsdMinute(text: string): number | undefined {
    return this.#isLast(text, '') ? this.#lastMinute : this.#keep(text, '', this.#readBsdMinute(text));
  }

  /**
   * @param text `2026-11-23T23:11:`; undefined for anything else and for a date that does not exist
   * @param zone `Z` or an offset; empty for this clock's own zone
   */
  isoMinute(text: string, zone: string): number | undefined {
    return this.#isLast(text, zone)
      ? this.#lastMinute
      : this.#keep(text, zone, this.#readIsoMinute(text, zone));
  }

  /** Undefined for a second that does not exist. */
  at(minute: number, second: number, milliseconds: number): Date | undefined {
    // 60 is a leap second; it belongs to the next minute.
    if (second > 60) return undefined;
    const time = minute + second * 1000 + milliseconds;
    // Lines of one moment share their time; nobody changes it.
    if (time !== this.#lastTime.getTime()) this.#lastTime = new Date(time);
    return this.#lastTime;
  }

  /** A log stays within a minute for many lines. */
  #isLast(text: string, zone: string): boolean {
    return text === this.#lastText && zone === this.#lastZone;
  }

  #keep(text: string, zone: string, minute: number | undefined): number | undefined {
    this.#lastText = text;
    this.#lastZone = zone;
    return (this.#lastMinute = minute);
  }

  #readBsdMinute(text: string): number | undefined {
    const [, name = '', ...numbers] = BSD.exec(text) ?? [];
    const month = MONTHS.indexOf(name) + 1;
    const [day = 0, hour = 0, minute = 0] = numbers.map(Number);
    return month === 0 ? undefined : this.#latestMinute(month, day, hour, minute);
  }

  #readIsoMinute(text: string, zone: string): number | undefined {
    const match = ISO.exec(text);
    if (match === null) return undefined;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
    // Date takes 24:00 for the next day.
    if (hour > 23) return undefined;
    if (zone === '') return this.#minuteOf(year, month, day, hour, minute);
    // Date rolls 30 February over to March instead of refusing it.
    const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
    if (!exists || !ZONE.test(zone)) return undefined;
    const time = Date.parse(`${text.replace(' ', 'T')}00${zone}`);
    return Number.isNaN(time) ? undefined : time;
  }

  #latestMinute(month: number, day: number, hour: number, minute: number): number | undefined {
    const limit = this.reference.getTime() + TOLERANCE_MS;
    const newest = DateTime.fromMillis(limit, { zone: this.timeZone }).year;
    for (let year = newest; year >= newest - LONGEST_LEAP_GAP_YEARS; year--) {
      const time = this.#minuteOf(year, month, day, hour, minute);
      if (time !== undefined && time <= limit) return time;
    }
    return undefined;
  }

  #minuteOf(year: number, month: number, day: number, hour: number, minute: number): number | undefined {
    const time = DateTime.fromObject({ year, month, day, hour, minute }, { zone: this.timeZone });
    // Luxon resolves the hour that occurs twice by today's offset: the same line would move with the season.
    return time.isValid ? Math.min(...time.getPossibleOffsets().map((same) => same.toMillis())) : undefined;
  }
}
