import type { WallClock } from './wall-clock';

const PRIORITY = /^<\d{1,3}>(1 )?/;
const BSD = /^([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) /;
const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})? /;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface Timestamp {
  time: Date;
  /** Characters of the line up to the end of the timestamp and its space. */
  length: number;
  /** The line began with `<PRI>1 `. */
  isRfc5424: boolean;
}

/** Reads an optional priority and a timestamp from the start of a line; undefined if there is none. */
export function readTimestamp(line: string, clock: WallClock): Timestamp | undefined {
  const priority = PRIORITY.exec(line);
  const start = priority?.[0].length ?? 0;
  const isRfc5424 = priority?.[1] !== undefined;
  const text = start === 0 ? line : line.slice(start);
  const bsd = BSD.exec(text);
  if (bsd !== null) {
    const month = MONTHS.indexOf(bsd[1] ?? '') + 1;
    if (month === 0) return undefined;
    const time = clock.withoutYear(month, Number(bsd[2]), Number(bsd[3]), Number(bsd[4]), Number(bsd[5]));
    return time && { time, length: start + bsd[0].length, isRfc5424 };
  }
  const iso = ISO.exec(text);
  if (iso === null) return undefined;
  const time = iso[8] === undefined ? localTime(iso, clock) : zonedTime(iso);
  if (time === undefined || Number.isNaN(time.getTime()) || !clock.admits(time)) return undefined;
  return { time, length: start + iso[0].length, isRfc5424 };
}

function localTime(iso: RegExpExecArray, clock: WallClock): Date | undefined {
  const [year, month, day, hour, minute, second] = iso.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const time = clock.withYear(year, month, day, hour, minute, second);
  return time && new Date(time.getTime() + Math.trunc(Number(iso[7] ?? 0) * 1000));
}

function zonedTime(iso: RegExpExecArray): Date | undefined {
  // Date rolls 30 February over to March instead of refusing it.
  const date = new Date(Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])));
  return date.getUTCDate() === Number(iso[3]) ? new Date(iso[0].trim().replace(' ', 'T')) : undefined;
}
