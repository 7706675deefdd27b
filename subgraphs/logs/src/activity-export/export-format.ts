import { registerEnumType } from 'type-graphql';

export enum ExportFormat {
  CSV = 'CSV',
  NDJSON = 'NDJSON',
}

registerEnumType(ExportFormat, {
  name: 'ActivityLogExportFormat',
  description: 'How the events of an exported log are written; `explanation` is in English.',
  valuesConfig: {
    CSV: {
      description:
        'Comma-separated values (RFC 4180) in UTF-8 with a header line, for spreadsheets. A cell that a ' +
        'spreadsheet would take for a formula begins with an apostrophe. Without `history`.',
    },
    NDJSON: { description: 'One JSON object a line, in UTF-8, for programs. With `history`.' },
  },
});
