import { MAX_LINE_BYTES, type RawLine, replaceControls } from '../lines/line-reader';

/** One log entry with its parts apart, as shippers and journald have it. */
export interface LogRecord {
  readonly message: string | undefined;
  readonly host?: string | undefined;
  /** Undefined where the message is a whole line of a log file, with a header of its own. */
  readonly program?: string | undefined;
  readonly pid?: string | undefined;
  /** As a line of a log file would have it; undefined where it is not known. */
  readonly time?: string | undefined;
}

const NOT_IN_HOST = /[^\w.:-]/g;
const NOT_IN_TAG = /[^\w./-]/g;
const PID = /^\d{1,10}$/;

/**
 * Writes an entry as the line that rsyslog would have written to a file, so that one reader knows them all.
 *
 * @param bytes that it took where it comes from
 * @returns a line without text that can be read for an entry without message, or whose time is not known: dated by
 *   when it was read, it would be another event at each reading
 */
export function lineOf({ message, host, program, pid, time }: LogRecord, bytes: number): RawLine {
  if (message === undefined) return { text: null, bytes, isComplete: true };
  const text = replaceControls(message);
  if (program === undefined) return bounded(text, bytes);
  const from = host === undefined || host === '' ? '-' : host.replace(NOT_IN_HOST, '_').slice(0, 255);
  const tag = program.replace(NOT_IN_TAG, '_').slice(0, 100);
  const process = pid !== undefined && PID.test(pid) ? `[${pid}]` : '';
  return bounded(`${time ?? '-'} ${from} ${tag}${process}: ${text}`, bytes);
}

function bounded(text: string, bytes: number): RawLine {
  return { text: Buffer.byteLength(text) > MAX_LINE_BYTES ? null : text, bytes, isComplete: true };
}
