import type { QueryRunner } from 'typeorm';
import { clip } from '../lines/clip';
import type { RawLine } from '../lines/line-reader';
import { InFlight } from './in-flight';
import { LogIntake } from './log-intake';
import { type OpenState, withoutFilings } from '../open-state/open-state';
import { type Report, SilenceWatch } from './silence-watch';
import { type Body, BodyStore, keyOf } from '../store/body-store';
import { saveOpenState } from '../open-state/open-state-store';
import { type DeadLetter, type FileMark, saveSources } from '../store/source-store';
import { toStoreFailure } from '../store/store-failure';
import { writeBatch } from '../store/write-batch';
import { EventWriter } from '../store/write-events';
import type { WallClock } from '../syslog/wall-clock';

/**
 * What is read up to the end of what has come is stored at once. Where there is more to read, a batch grows for this
 * long: each saves all that is open, so that many small ones would take twice as long for the whole.
 */
const BATCH_MS = 2000;
/** The same where a sender waits for the answer. */
const AWAITED_BATCH_MS = 200;
const DEAD_LETTER_LENGTH = 500;

/** Where lines come from: a file by its path, a peer as `tcp:<address>`, a sender as `http:<API key id>`. */
export interface Source {
  readonly name: string;
  /** The end of the lines that were read last, where the source is a file. */
  readonly mark?: FileMark | undefined;
}

export interface TakenLines {
  readonly lines: number;
  /** Lines that should have said something and could not be read. */
  readonly unparsable: number;
}

/** What has come of one source since the last transaction. */
type SourceCounts = TakenLines & {
  /** Lines that told nothing of a message. */
  readonly ignored: number;
  /** Lines behind the last that did; all where none did. */
  readonly silentLines: number;
};

type Counting<T> = { -readonly [Name in keyof T]: T[Name] };

/**
 * The lines that were read since the last transaction, whatever way they came. What they give, what they mean for
 * lines to come, and how far their sources have been read is committed together. There is one transaction at a time:
 * while it stores a batch, the next one is gathered.
 */
export class Batch {
  readonly #intake: LogIntake;
  readonly #writer = new EventWriter();
  readonly #bodyStore: BodyStore;
  readonly #inFlight = new InFlight();
  readonly #silence: SilenceWatch;
  /** By name: a peer may have several connections. */
  readonly #touched = new Map<string, { source: Source; counts: SourceCounts }>();
  #deadLetters: DeadLetter[] = [];
  readonly #bodies = new Map<string, Body>();
  #waiting: (() => void)[] = [];
  #began: number | undefined;
  /** Lines that were ever taken. */
  lineCount = 0;

  constructor(
    private readonly connection: QueryRunner,
    private readonly state: OpenState,
    report: Report,
  ) {
    this.#silence = new SilenceWatch(report);
    this.#intake = new LogIntake(state);
    this.#bodyStore = new BodyStore(connection.manager);
  }

  get isEmpty(): boolean {
    return this.#began === undefined;
  }

  /** Whether it is time to store it. While another one is being stored, this one may as well grow. */
  get isFull(): boolean {
    return this.#intake.isFull || (this.#isDue && this.#inFlight.isIdle);
  }

  /** @param lines those that end at the source's mark, where it has one, which moves with each of them */
  take(source: Source, lines: Iterable<RawLine>, clock: WallClock): TakenLines {
    const before = this.#touched.get(source.name)?.counts;
    const counts: Counting<SourceCounts> = before ?? { lines: 0, unparsable: 0, ignored: 0, silentLines: 0 };
    const taken: Counting<TakenLines> = { lines: 0, unparsable: 0 };
    for (const line of lines) {
      taken.lines += 1;
      const outcome = line.text === '' ? 'ignored' : this.#intake.read(line, clock);
      counts.silentLines = outcome === 'told' ? 0 : counts.silentLines + 1;
      if (outcome === 'ignored') counts.ignored += 1;
      if (outcome !== 'unparsable') continue;
      taken.unparsable += 1;
      this.#addDeadLetter(source, line);
    }
    if (taken.lines === 0) return taken;
    this.#began ??= performance.now();
    counts.lines += taken.lines;
    counts.unparsable += taken.unparsable;
    this.#touched.set(source.name, { source, counts });
    this.lineCount += taken.lines;
    return taken;
  }

  /** Those that were stored before; a body that is in this batch is not among them. */
  async storedBodies<B extends Body>(bodies: readonly B[]): Promise<ReadonlySet<B>> {
    await this.flushed();
    return this.#bodyStore.stored(bodies);
  }

  /** Takes the lines of a body, which is remembered with them. @returns undefined if it holds the same already */
  takeBody(body: Body, source: Source, lines: readonly RawLine[], clock: WallClock): TakenLines | undefined {
    const key = keyOf(body);
    if (this.#bodies.has(key)) return undefined;
    this.#bodies.set(key, body);
    this.#began ??= performance.now();
    return this.take(source, lines, clock);
  }

  /** Calls back when what is in the batch has been committed. */
  whenStored(callback: () => void): void {
    this.#waiting.push(callback);
  }

  /** Gives out, as it stands, what is still open and of which nothing has been read for so long. */
  flush(quietForMs: number): void {
    this.#intake.flush(quietForMs);
    if (this.#intake.hasEvents) this.#began ??= performance.now();
  }

  /**
   * Begins to store what has been taken, as soon as what was taken before is stored.
   *
   * @throws StartupError if the database failed; this object is then ahead of it and of no more use
   */
  async store(): Promise<void> {
    await this.flushed();
    const batch = this.#intake.takeBatch();
    const changes = this.state.takeChanges();
    const sources = [...this.#touched.values()].map(({ source: { name, mark }, counts }) => ({
      path: name,
      mark,
      ...counts,
    }));
    const deadLetters = this.#deadLetters;
    const waiting = this.#waiting;
    const bodies = [...this.#bodies.values()];
    this.#touched.clear();
    this.#deadLetters = [];
    this.#bodies.clear();
    this.#waiting = [];
    this.#began = undefined;
    this.#inFlight.begin(async () => {
      const { claimed, silences } = await this.connection.manager
        .transaction(async (transaction) => {
          const written = await writeBatch(transaction, this.#writer, batch);
          await saveOpenState(transaction, withoutFilings(changes, written.claimed));
          const silences = await saveSources(transaction, sources, deadLetters);
          await this.#bodyStore.save(transaction, bodies);
          return { claimed: written.claimed, silences };
        })
        .catch(toStoreFailure);
      this.#intake.forgetFilings(claimed);
      this.#silence.look(silences);
      for (const callback of waiting) callback();
    });
  }

  /** Waits until nothing is being stored, so that the connection is free. @throws StartupError as `store` */
  flushed(): Promise<void> {
    return this.#inFlight.flushed();
  }

  get #isDue(): boolean {
    const longest = this.#waiting.length > 0 ? AWAITED_BATCH_MS : BATCH_MS;
    return performance.now() - (this.#began ?? Infinity) > longest;
  }

  #addDeadLetter({ name, mark }: Source, { text, bytes }: RawLine): void {
    this.#deadLetters.push({
      path: name,
      fileId: mark?.fileId ?? null,
      offset: mark === undefined ? null : mark.offset - bytes,
      bytes,
      text: text && clip(text, DEAD_LETTER_LENGTH),
    });
  }
}
