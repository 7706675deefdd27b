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

/**
 * Reads a file of existing accounts (RFC 4180, UTF-8) row by row; a slow consumer makes it wait.
 *
 * @param report is told of each row that is not well-formed. No value is repeated to it: it may be a password's hash.
 * @throws StartupError when the first line does not name the columns
 */
export async function* readImport(file: Readable, report: (fault: Fault) => void): AsyncGenerator<ReadRow> {
  let hasHeader = false as boolean;
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
      if (error) report({ line: Number(error['lines']), message: sayWhy(error) });
    },
  });
  file.on('error', (error) => parser.destroy(error));
  for await (const { info, record } of file.pipe(parser) as AsyncIterable<{
    info: { lines: number };
    record: Record<string, string>;
  }>) {
    const given = Object.fromEntries(Object.entries(record).filter(([, text]) => text !== ''));
    const parsed = importColumns.safeParse(given);
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
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !COLUMN_NAMES.includes(name)).length;
  const isTwice = new Set(names).size < names.length;
  if (missing.length > 0 || unknown > 0 || isTwice) {
    throw new StartupError(
      'The first line must name the columns, each once, with a comma between: ' +
        `${REQUIRED_COLUMNS.join(', ')} and any of ${COLUMN_NAMES.filter((name) => !REQUIRED_COLUMNS.includes(name)).join(', ')}`,
    );
  }
  return names;
}

const sayWhy = ({ code }: CsvError): string =>
  code === 'CSV_RECORD_INCONSISTENT_COLUMNS'
    ? 'has not as many columns as the first line'
    : 'is not well-formed: look for quotes that are not closed or not doubled';
