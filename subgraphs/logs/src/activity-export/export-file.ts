import { stringify } from 'csv-stringify/sync';
import { explain } from '../explanation/explain';
import { Language } from '../explanation/language';
import { joinAddress } from '../mail-event/address-parts';
import type { ActivityExport } from './activity-export.entity';
import { ExportFormat } from './export-format';
import type { ExportedEvent } from './export-statement';

/** What a file holds of each event, in this order, under the names that the API has for it (`MailEvent`). */
const CELLS = {
  id: ({ key }) => `evt_${key.replaceAll('-', '')}`,
  time: ({ occurredAt }) => occurredAt.toISOString(),
  direction: ({ direction }) => direction,
  address: joinAddress,
  correspondent: ({ correspondent }) => correspondent,
  status: ({ status }) => status,
  enhancedStatusCode: ({ enhancedStatusCode }) => enhancedStatusCode,
  explanation: (event) => explain(event, Language.EN),
  reply: ({ reply }) => reply,
  envelopeSender: ({ envelopeSender }) => envelopeSender,
  recipient: ({ recipient }) => recipient,
  originalRecipient: ({ originalRecipient }) => originalRecipient,
  messageId: ({ messageId }) => messageId,
  sizeBytes: ({ sizeBytes }) => sizeBytes,
  delaySeconds: ({ delaySeconds }) => delaySeconds,
  relay: ({ relay }) => relay,
  authenticatedUser: ({ authenticatedUser }) => authenticatedUser,
  clientAddress: ({ clientAddress }) => clientAddress,
  tls: ({ tls }) => tls,
  folder: ({ folder }) => folder,
} as const satisfies Record<string, (event: ExportedEvent) => string | number | null>;

export const EXPORT_COLUMNS = Object.keys(CELLS);

interface FileFormat {
  readonly mediaType: string;
  readonly extension: string;
  /** What the file begins with. */
  readonly head: string;
  readonly encode: (events: readonly ExportedEvent[]) => string;
}

/**
 * Cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return get an apostrophe in front: a stranger writes
 * what stands in a log, and a spreadsheet would run it (OWASP, "CSV Injection").
 */
const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ },
  );

const FORMATS: Readonly<Record<ExportFormat, FileFormat>> = {
  [ExportFormat.CSV]: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    head: csv([EXPORT_COLUMNS]),
    encode: (events) => csv(events.map((event) => Object.values(CELLS).map((cell) => cell(event)))),
  },
  [ExportFormat.NDJSON]: {
    mediaType: 'application/x-ndjson',
    extension: 'ndjson',
    head: '',
    encode: (events) =>
      events
        .map((event) => {
          const cells = Object.entries(CELLS).map(([name, cell]) => [name, cell(event)]);
          return `${JSON.stringify({ ...Object.fromEntries(cells), history: event.history })}\n`;
        })
        .join(''),
  },
};

export const fileFormat = (format: ExportFormat): FileFormat => FORMATS[format];

/** Tells nobody whose log is in it. */
export const fileName = ({ id, format }: Pick<ActivityExport, 'id' | 'format'>): string =>
  `activity-log-${id}.${FORMATS[format].extension}`;
