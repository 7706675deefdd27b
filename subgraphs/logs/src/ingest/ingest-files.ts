import { StartupError } from '@hostgraph/service';
import { databaseFailure } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { Correlator } from './correlation/correlator';
import type { MailEventRow } from './correlation/mail-event-row';
import { FilingBuffer } from './dovecot/filing-buffer';
import { isDovecot, parseDovecot } from './dovecot/parse-dovecot';
import { checkReadable, modifiedAt, readLines, type RawLine } from './line-reader';
import { isPostfix, parsePostfix } from './postfix/parse-postfix';
import { writeEvents } from './store/write-events';
import { writeFilings } from './store/write-filings';
import { parseSyslogLine } from './syslog/syslog-line';
import { WallClock } from './syslog/wall-clock';

export interface IngestOptions {
  /** IANA zone of timestamps that name none. */
  timeZone: string;
  /** Reference for timestamps without a year; by default the time each file was last written. */
  now?: Date;
}

export interface IngestSummary {
  lines: number;
  /** Lines that should have said something and could not be read. */
  unparsable: number;
  /** Events the lines gave, new or known. */
  events: number;
  inserted: number;
  /** Events that were known and learned something. */
  changed: number;
  /** Messages Dovecot filed of which no event is known. */
  unclaimedFilings: number;
}

const BATCH_EVENTS = 1000;
const BATCH_FILINGS = 5000;

/**
 * Reads mail logs in the order given, as one stream (a rotated log goes before its successor, and Postfix
 * before Dovecot where they are apart), and stores their events. Memory holds one batch and the messages
 * still in the queue. Reading again changes nothing; reading a file that has grown advances its events.
 *
 * @throws StartupError if a file cannot be read, before anything is stored, or if the database fails
 * @throws RangeError for an unknown time zone
 */
export async function ingestFiles(
  database: DataSource,
  files: readonly string[],
  { timeZone, now }: IngestOptions,
): Promise<IngestSummary> {
  const clocks = new Map<string, WallClock>();
  for (const file of files) {
    await checkReadable(file);
    clocks.set(file, new WallClock(timeZone, now ?? (await modifiedAt(file))));
  }
  const ingest = new Ingest(database);
  for (const file of files) {
    const clock = clocks.get(file);
    if (clock === undefined) continue;
    for await (const line of readLines(file)) {
      ingest.read(line, clock);
      if (ingest.isBatchFull) await ingest.flush();
    }
  }
  return ingest.finish();
}

class Ingest {
  private readonly counts = { lines: 0, unparsable: 0, events: 0, inserted: 0, changed: 0 };
  private readonly filings = new FilingBuffer();
  private readonly correlator = new Correlator((event) => this.batch.push(event));
  private batch: MailEventRow[] = [];
  private freshFilings = 0;

  constructor(private readonly database: DataSource) {}

  get isBatchFull(): boolean {
    return this.batch.length >= BATCH_EVENTS || this.freshFilings >= BATCH_FILINGS;
  }

  read(raw: RawLine, clock: WallClock): void {
    if (raw.text === '') return;
    this.counts.lines += 1;
    const line = raw.text === null ? undefined : parseSyslogLine(raw.text, clock);
    if (line === undefined) {
      this.counts.unparsable += 1;
    } else if (isPostfix(line)) {
      const record = parsePostfix(line);
      // Cut off half way, "sasl_username=anna@example.test" would be somebody else's address.
      if (record === 'ignored' || (!raw.isComplete && isOpenEnded(record))) return;
      if (record === 'unparsable') this.counts.unparsable += 1;
      else this.correlator.accept(line, record);
    } else if (isDovecot(line)) {
      const filing = parseDovecot(line);
      if (filing === 'ignored') return;
      this.filings.add(filing);
      this.freshFilings += 1;
    }
  }

  async flush(): Promise<void> {
    const events = this.batch;
    this.batch = [];
    this.freshFilings = 0;
    const [written, filed] = await this.database
      .transaction(
        async (transaction) =>
          [
            await writeEvents(transaction, events),
            await writeFilings(transaction, this.filings.all()),
          ] as const,
      )
      .catch((error: unknown) => {
        throw databaseFailure(error) ?? storeFailure(error);
      });
    this.filings.remove(filed.claimed);
    this.counts.events += events.length;
    this.counts.inserted += written.inserted;
    this.counts.changed += written.changed + filed.changed;
  }

  async finish(): Promise<IngestSummary> {
    this.correlator.drain();
    while (this.batch.length > BATCH_EVENTS) {
      const rest = this.batch.splice(BATCH_EVENTS);
      await this.flush();
      this.batch = rest;
    }
    await this.flush();
    return { ...this.counts, unclaimedFilings: this.filings.unclaimed };
  }
}

function isOpenEnded(record: ReturnType<typeof parsePostfix>): boolean {
  return typeof record === 'object' && (record.kind === 'arrival' || record.kind === 'message-id');
}

/** The code only: the error itself quotes the statement and its parameters, which are people's mail. */
function storeFailure(error: unknown): StartupError {
  const { code, name } = error as NodeJS.ErrnoException;
  return new StartupError(`the logs could not be stored (${code ?? name})`);
}
