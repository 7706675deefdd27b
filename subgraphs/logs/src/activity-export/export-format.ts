import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const ExportFormat = describedEnum(
  'ActivityLogExportFormat',
  'How the events of an exported log are written; `explanation` is in English.',
  {
    CSV:
      'Comma-separated values (RFC 4180) in UTF-8 with a header line, for spreadsheets. A cell that a ' +
      'spreadsheet would take for a formula begins with an apostrophe. Without `history`.',
    NDJSON: 'One JSON object a line, in UTF-8, for programs. With `history`.',
  },
);
export type ExportFormat = ValueOf<typeof ExportFormat>;
