import { type RawLine, LineSplitter } from '../lines/line-reader';
import { IntakeError } from './intake-errors';
import { type LogRecord, lineOf } from './log-record';
import { timeText } from './record-time';

// The names that Vector, Fluent Bit, rsyslog and journald give to the parts of a log entry.
const MESSAGE = ['message', 'MESSAGE', 'log', 'msg'];
const HOST = ['host', 'hostname', '_HOSTNAME'];
/** `syslogtag` first: rsyslog's `programname` ends at the first slash, and `postfix/smtpd` has one. */
const PROGRAM = ['syslogtag', 'appname', 'programname', 'ident', 'SYSLOG_IDENTIFIER', '_COMM'];
/** What journald knows comes before what a program says of itself. */
const PID = ['procid', 'pid', '_PID', 'SYSLOG_PID'];
const TIME = ['timestamp', 'date', '@timestamp', '_SOURCE_REALTIME_TIMESTAMP', '__REALTIME_TIMESTAMP'];

const TAG = /^(.*?)(?:\[(\d{1,10})\])?:?$/s;
const ARRAY_START = /^[\s\ufeff]*\[/;

/** One entry per line; a line that is no JSON is taken as it stands, as a line of a log file. */
export function linesOfNdjson(body: Buffer): RawLine[] {
  const splitter = new LineSplitter();
  const lines = splitter.split(body);
  const rest = splitter.takeRest();
  if (rest !== undefined) lines.push(rest);
  return lines.map((line) => {
    const value = line.text === null || line.text === '' ? undefined : parse(line.text);
    return value === undefined ? line : lineOfValue(value, line);
  });
}

/** As NDJSON, or one array of entries. @throws IntakeError for an array that is not whole */
export function linesOfJson(body: Buffer): RawLine[] {
  if (!ARRAY_START.test(body.toString('latin1', 0, 100))) return linesOfNdjson(body);
  const values = parse(body.toString('utf8'));
  if (!Array.isArray(values)) throw new IntakeError('MALFORMED_BODY');
  return values.map((value: unknown) => {
    const text = JSON.stringify(value);
    return lineOfValue(value, { text, bytes: Buffer.byteLength(text), isComplete: true });
  });
}

/** The names of fields are those of JSON objects or of journald. */
export function recordOf(fields: Readonly<Record<string, unknown>>): LogRecord {
  const [, program, tagPid] = TAG.exec(firstText(fields, PROGRAM) ?? '') ?? [];
  return {
    message: firstText(fields, MESSAGE),
    host: firstText(fields, HOST),
    program: program === '' ? undefined : program,
    pid: firstText(fields, PID) ?? tagPid,
    time: TIME.map((name) => timeText(fields[name])).find((time) => time !== undefined),
  };
}

/** What says nothing is left as it was sent, for whoever looks at what could not be read. */
function lineOfValue(value: unknown, source: RawLine): RawLine {
  if (typeof value !== 'object' || value === null) return source;
  const record = recordOf(value as Record<string, unknown>);
  return record.message === undefined ? source : lineOf(record, source.bytes);
}

function firstText(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(Object.hasOwn(fields, name) ? fields[name] : undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** journald writes what is not UTF-8 as a list of bytes, and a field that occurs twice as a list of values. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return undefined;
  return value.every((byte) => typeof byte === 'number')
    ? Buffer.from(value).toString('utf8')
    : textOf(value[0]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
