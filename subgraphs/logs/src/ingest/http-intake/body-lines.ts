import { LineSplitter, type RawLine } from '../lines/line-reader';
import { IntakeError } from './intake-errors';
import { linesOfJournal } from './journal-export';
import { linesOfJson, linesOfNdjson } from './json-lines';

type LinesOf = (body: Buffer) => RawLine[];

const MEDIA_TYPES = new Map<string, LinesOf>([
  ['application/x-ndjson', linesOfNdjson],
  ['application/ndjson', linesOfNdjson],
  ['application/jsonl', linesOfNdjson],
  // What Fluent Bit, rsyslog and `journalctl -o json` behind curl call several JSON texts in a row.
  ['application/json', linesOfJson],
  ['application/stream+json', linesOfNdjson],
  ['application/vnd.fdo.journal', linesOfJournal],
  ['text/plain', linesOfText],
]);

/** How a body of this media type is read. @throws IntakeError */
export function linesReader(contentType: string | undefined): LinesOf {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const read = MEDIA_TYPES.get(type);
  if (read === undefined) throw new IntakeError('UNSUPPORTED_MEDIA_TYPE');
  return read;
}

/** Lines as they would stand in a log file. */
function linesOfText(body: Buffer): RawLine[] {
  const splitter = new LineSplitter();
  const lines = splitter.split(body);
  const rest = splitter.takeRest();
  return rest === undefined ? lines : [...lines, rest];
}
