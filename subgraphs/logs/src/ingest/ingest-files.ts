import type { DataSource } from 'typeorm';
import { checkReadable, modifiedAt, readLines } from './lines/line-reader';
import { InFlight } from './batch/in-flight';
import { LogIntake } from './batch/log-intake';
import { OpenState } from './open-state/open-state';
import { toStoreFailure } from './store/store-failure';
import { writeBatch } from './store/write-batch';
import { EventWriter } from './store/write-events';
import { WallClock } from './syslog/wall-clock';

export interface IngestOptions {
  /** IANA zone of timestamps that name none. */
  readonly timeZone: string;
  /**
   * What counts as now. By default it is the time each file was last written where a timestamp has no year, and the
   * database's clock where it is asked whether an event is too old to be kept.
   */
  readonly now?: Date;
}

export interface IngestSummary {
  readonly lines: number;
  /** Lines that should have said something and could not be read. */
  readonly unparsable: number;
  /** Lines that were understood to say nothing of a message. */
  readonly ignored: number;
  /** Files that have lines, of which none told of a message. */
  readonly silentFiles: string[];
  /** Events the lines gave, new or known. */
  readonly events: number;
  readonly inserted: number;
  /** Events that were known and learned something. */
  readonly changed: number;
  /** Messages Dovecot filed of which no event is known. */
  readonly unclaimedFilings: number;
}

/**
 * Reads mail logs in the order given, as one stream (a rotated log goes before its successor, and Postfix
 * before Dovecot where they are apart), and stores their events. Memory holds the batch
 * that is being stored, the one that is being read, and the messages still in the queue. Reading again changes nothing; reading a file that has grown advances its events.
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
  const state = new OpenState();
  const intake = new LogIntake(state);
  const writer = new EventWriter();
  const inFlight = new InFlight();
  const summary = { lines: 0, unparsable: 0, ignored: 0, events: 0, inserted: 0, changed: 0 };
  const silentFiles: string[] = [];
  const store = async (): Promise<void> => {
    await inFlight.flushed();
    const batch = intake.takeBatch();
    state.forgetChanges();
    inFlight.begin(async () => {
      const written = await database
        .transaction((transaction) => writeBatch(transaction, writer, batch, now))
        .catch(toStoreFailure);
      intake.forgetFilings(written.claimed);
      summary.events += batch.fresh.places.length + batch.advanced.places.length;
      summary.inserted += written.inserted;
      summary.changed += written.changed;
    });
  };
  for (const file of files) {
    const clock = clocks.get(file);
    if (clock === undefined) continue;
    const read = { lines: 0, told: 0 };
    for await (const lines of readLines(file)) {
      for (const line of lines) {
        if (line.text === '') continue;
        const outcome = intake.read(line, clock);
        read.lines += 1;
        if (outcome === 'told') read.told += 1;
        else summary[outcome] += 1;
        if (intake.isFull) await store();
      }
    }
    summary.lines += read.lines;
    if (read.lines > 0 && read.told === 0) silentFiles.push(file);
  }
  intake.flush();
  await store();
  await inFlight.flushed();
  return { ...summary, silentFiles, unclaimedFilings: intake.unclaimedFilings };
}
