import type { RawLine } from '../lines/line-reader';
import { IntakeError } from './intake-errors';
import { recordOf } from './json-lines';
import { lineOf } from './log-record';

const LINE_FEED = 0x0a;
const EQUALS_SIGN = 0x3d;
/** journald's own limit for the fields of one entry (ENTRY_FIELD_COUNT_MAX). */
const MAX_FIELDS = 1024;

/**
 * Reads entries in journald's export format ("Journal Export Formats" of systemd's documentation): fields as
 * `NAME=value` or, where the value is binary, the name, its length in 64 bits and the bytes; an empty line ends an
 * entry.
 *
 * @throws IntakeError for anything else: where one field ends wrongly, no later one can be found
 */
export function linesOfJournal(body: Buffer): RawLine[] {
  const lines: RawLine[] = [];
  let fields: Record<string, string> = {};
  let count = 0;
  let start = 0;
  let at = 0;
  const endEntry = (end: number): void => {
    if (count > 0) lines.push(lineOf(recordOf(fields), end - start));
    fields = {};
    count = 0;
    start = end;
  };
  while (at < body.length) {
    const end = body.indexOf(LINE_FEED, at);
    if (end === -1) throw new IntakeError('MALFORMED_BODY');
    if (end === at) {
      at += 1;
      endEntry(at);
      continue;
    }
    const field = readField(body, at, end);
    at = field.end;
    count += 1;
    if (count > MAX_FIELDS) throw new IntakeError('MALFORMED_BODY');
    fields[field.name] ??= field.value.toString('utf8');
  }
  endEntry(body.length);
  return lines;
}

interface Field {
  readonly name: string;
  readonly value: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

function readField(body: Buffer, at: number, lineEnd: number): Field {
  const line = body.subarray(at, lineEnd);
  const equals = line.indexOf(EQUALS_SIGN);
  if (equals > 0)
    return { name: nameOf(line.subarray(0, equals)), value: line.subarray(equals + 1), end: lineEnd + 1 };
  const begin = lineEnd + 9;
  if (begin > body.length) throw new IntakeError('MALFORMED_BODY');
  const length = body.readBigUInt64LE(lineEnd + 1);
  if (length > BigInt(body.length - begin)) throw new IntakeError('MALFORMED_BODY');
  const end = begin + Number(length);
  if (body[end] !== LINE_FEED) throw new IntakeError('MALFORMED_BODY');
  return { name: nameOf(line), value: body.subarray(begin, end), end: end + 1 };
}

function nameOf(bytes: Buffer): string {
  const name = bytes.toString('latin1');
  if (!/^[A-Z0-9_]{1,64}$/.test(name)) throw new IntakeError('MALFORMED_BODY');
  return name;
}
