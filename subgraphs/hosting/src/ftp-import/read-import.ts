import type { Readable } from 'node:stream';
import { StartupError } from '@hostgraph/service';
import { type CsvError, parse } from 'csv-parse';
import { COLUMN_NAMES, importColumns, type ImportRow, REQUIRED_COLUMNS } from './import-columns';

export interface ReadRow {
  /** Where the row ends in the file, from 1. */
  readonly line: number;
  readonly row: ImportRow;
}

export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** So that a quote that is never closed does not take the whole file into memory. */
const MAX_RECORD = 20_000;

/** What stands for bytes that mean nothing in UTF-8 (Unicode, U+FFFD). */
const NOT_UTF_8 = '\ufffd';

/**
 * Reads a file of existing accounts (RFC 4180, UTF-8) row by row; a slow consumer makes it wait.
 *
 * @param report is told of each row that is not well-formed. No value is repeated to it: it may be a password's hash.
 * @throws StartupError when the first line does not name the columns
 */
export async function* readImport(file: Readable, report: (fault: Fault) => void): AsyncGenerator<ReadRow> {
  let hasHeader = false as boolean;
  let skipped = 0;
  const parser = parse({
    bom: true,
    columns: (names: string[]) => {
      hasHeader = true;
      return checkColumns(names);
    },
    info: true,
    skipEmptyLines: true,
    skipRecordsWithError: true,
    maxRecordSize: MAX_RECORD,
    onSkip: (error) => {
      const line = Number(error?.['lines']);
      // What is too long is skipped in many pieces.
      if (error && line !== skipped) report({ line, message: sayWhy(error) });
      skipped = line;
    },
  });
  file.on('error', (error) => parser.destroy(error));
  for await (const { info, record } of file.pipe(parser) as AsyncIterable<{
    info: { lines: number };
    record: Record<string, string>;
  }>) {
    const given = Object.entries(record).filter(([, text]) => text !== '');
    const foreign = given.filter(([, text]) => text.includes(NOT_UTF_8));
    for (const [name] of foreign) report({ line: info.lines, message: `${name} is not UTF-8` });
    if (foreign.length > 0) continue;
    const parsed = importColumns.safeParse(Object.fromEntries(given));
    if (parsed.success) yield { line: info.lines, row: parsed.data };
    else {
      for (const { path, message } of parsed.error.issues) {
        report({ line: info.lines, message: `${path.join('.')} ${message}` });
      }
    }
  }
  if (!hasHeader) checkColumns([]);
}

function checkColumns(names: string[]): string[] {
  const mistake = mistakeIn(names);
  if (mistake === undefined) return names;
  throw new StartupError(
    `The first line must name the columns, each once, with a comma between: ${REQUIRED_COLUMNS.join(', ')} ` +
      `and any of ${COLUMN_NAMES.filter((name) => !REQUIRED_COLUMNS.includes(name)).join(', ')}; ${mistake}`,
  );
}

/** Names of ours alone: where there is no such line, it is a row. */
function mistakeIn(names: readonly string[]): string | undefined {
  const [only = ''] = names;
  if (names.length === 1 && /[;\t]/.test(only)) return 'it has semicolons or tabs between them';
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) return `it does not name ${missing.join(', ')}`;
  const twice = COLUMN_NAMES.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice.length > 0) return `it names ${twice.join(', ')} twice`;
  const unknown = names.findIndex((name) => !COLUMN_NAMES.includes(name));
  return unknown < 0 ? undefined : `its column ${unknown + 1} is none of these`;
}

const sayWhy = ({ code }: CsvError): string =>
  code === 'CSV_RECORD_INCONSISTENT_COLUMNS'
    ? 'has not as many columns as the first line'
    : 'is not well-formed: look for quotes that are not closed or not doubled';
