const DIGITS = /^\d{1,19}(?:\.\d{1,9})?$/;
/** What a line of a log file may begin with: RFC 3339, with or without zone, or RFC 3164. */
const WRITTEN =
  /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)$/;
/** Seconds, milliseconds, microseconds or nanoseconds since 1970: of this century, they cannot be mistaken. */
const UNITS: readonly (readonly [limit: number, perMillisecond: number])[] = [
  [1e11, 1e-3],
  [1e14, 1],
  [1e17, 1e3],
  [Infinity, 1e6],
];

/** A time as shippers write it, as a line of a log file would have it; undefined for anything else. */
export function timeText(value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const text = String(value);
  if (WRITTEN.test(text)) return text;
  if (!DIGITS.test(text)) return undefined;
  const number = Number(text);
  const [, perMillisecond] = UNITS.find(([limit]) => number < limit) ?? [0, 1];
  // A fraction of seconds that a double cannot hold must not fall below its millisecond.
  const date = new Date(Math.trunc(number / perMillisecond + 1e-3));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
