import type { WallClock } from './wall-clock';

const PRIORITY = /^<\d{1,3}>(1 )?/;
const LESS_THAN = 0x3c;
const SPACE = 0x20;
const COLON = 0x3a;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** `Nov 23 23:11:` and `2026-11-23T23:11:`, which the clock reads; seconds differ from line to line. */
const BSD_MINUTE = 13;
const ISO_MINUTE = 17;
const MAX_FRACTION = 9;
/** `+01:00` */
const MAX_ZONE = 6;

export interface Timestamp {
  readonly time: Date;
  /** Characters of the line up to the end of the timestamp and its space. */
  readonly length: number;
  /** The line began with `<PRI>1 `. */
  readonly isRfc5424: boolean;
}

/** Reads an optional priority and a timestamp from the start of a line; undefined if there is none. */
export function readTimestamp(line: string, clock: WallClock): Timestamp | undefined {
  const priority = line.charCodeAt(0) === LESS_THAN ? PRIORITY.exec(line) : null;
  const start = priority?.[0].length ?? 0;
  const isRfc5424 = priority?.[1] !== undefined;
  return isDigit(line.charCodeAt(start))
    ? readIso(line, start, isRfc5424, clock)
    : readBsd(line, start, isRfc5424, clock);
}

function readBsd(line: string, start: number, isRfc5424: boolean, clock: WallClock): Timestamp | undefined {
  const end = start + BSD_MINUTE;
  const second = twoDigits(line, end);
  if (second === undefined || line.charCodeAt(end - 1) !== COLON || line.charCodeAt(end + 2) !== SPACE)
    return undefined;
  const minute = clock.bsdMinute(line.slice(start, end));
  const time = minute === undefined ? undefined : clock.at(minute, second, 0);
  return time && { time, length: end + 3, isRfc5424 };
}

function readIso(line: string, start: number, isRfc5424: boolean, clock: WallClock): Timestamp | undefined {
  let at = start + ISO_MINUTE;
  const second = twoDigits(line, at);
  if (second === undefined || line.charCodeAt(at - 1) !== COLON) return undefined;
  at += 2;
  let milliseconds = 0;
  if (line.charCodeAt(at) === DOT) {
    const first = ++at;
    for (let weight = 100; isDigit(line.charCodeAt(at)); weight = Math.trunc(weight / 10)) {
      milliseconds += (line.charCodeAt(at++) - ZERO) * weight;
      if (at - first > MAX_FRACTION) return undefined;
    }
    if (at === first) return undefined;
  }
  const end = line.indexOf(' ', at);
  if (end === -1 || end - at > MAX_ZONE) return undefined;
  const zone = line.slice(at, end);
  const minute = clock.isoMinute(line.slice(start, start + ISO_MINUTE), zone);
  if (minute === undefined) return undefined;
  // A leap second has no place in Date's own format, where a zone is named.
  const time = second === 60 && zone !== '' ? undefined : clock.at(minute, second, milliseconds);
  return time && clock.admits(time) ? { time, length: end + 1, isRfc5424 } : undefined;
}

function twoDigits(line: string, at: number): number | undefined {
  const tens = line.charCodeAt(at);
  const ones = line.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : undefined;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
