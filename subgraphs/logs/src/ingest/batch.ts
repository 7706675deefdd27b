import type { QueryRunner } from 'typeorm';
import { clip } from './clip';
import type { FileMark } from './follow/log-file';
import type { RawLine } from './line-reader';
import { LogIntake } from './log-intake';
import type { OpenState } from './open-state/open-state';
import { type Body, BodyStore, keyOf } from './store/body-store';
import { saveOpenState } from './store/open-state-store';
import { type DeadLetter, saveSources } from './store/source-store';
import { toStoreFailure } from './store/store-failure';
import type { WallClock } from './syslog/wall-clock';

/** Longest that a line which was read waits to be stored. */
const BATCH_MS = 200;
const DEAD_LETTER_LENGTH = 500;

/** Where lines come from: a file by its path, a peer as `tcp:<address>`, a sender as `http:<API key id>`. */
export interface Source {
  readonly name: string;
  /** The end of the lines that were read last, where the source is a file. */
  readonly mark?: FileMark | undefined;
}

export interface TakenLines {
  lines: number;
  /** Lines that should have said something and could not be read. */
  unparsable: number;
}

/**
 * The lines that were read since the last transaction, whatever way they came. What they give, what they mean for
 * lines to come, and how far their sources have been read is committed together. While it is being stored nothing
 * may be taken.
 */
export class Batch {
  private readonly intake: LogIntake;
  private readonly bodyStore: BodyStore;
  /** By name: a peer may have several connections. */
  private readonly touched = new Map<string, { source: Source; counts: TakenLines }>();
  private deadLetters: DeadLetter[] = [];
  private readonly bodies = new Map<string, Body>();
  private waiting: (() => void)[] = [];
  private began: number | undefined;
  /** Lines that were ever taken. */
  lineCount = 0;

  constructor(
    private readonly connection: QueryRunner,
    private readonly state: OpenState,
  ) {
    this.intake = new LogIntake(state);
    this.bodyStore = new BodyStore(connection.manager);
  }

  get isEmpty(): boolean {
    return this.began === undefined;
  }

  get isFull(): boolean {
    return this.intake.isFull || performance.now() - (this.began ?? Infinity) > BATCH_MS;
  }

  /** @param lines those that end at the source's mark, where it has one */
  take(source: Source, lines: readonly RawLine[], clock: WallClock): TakenLines {
    this.began ??= performance.now();
    const counts = this.touched.get(source.name)?.counts ?? { lines: 0, unparsable: 0 };
    this.touched.set(source.name, { source, counts });
    const bad = lines.filter((line) => line.text !== '' && !this.intake.read(line, clock));
    counts.lines += lines.length;
    this.lineCount += lines.length;
    counts.unparsable += bad.length;
    if (bad.length > 0) this.addDeadLetters(source, lines, new Set(bad));
    return { lines: lines.length, unparsable: bad.length };
  }

  /** Those that were stored before; a body that is in this batch is not among them. */
  storedBodies<B extends Body>(bodies: readonly B[]): Promise<ReadonlySet<B>> {
    return this.bodyStore.stored(bodies);
  }

  /** Takes the lines of a body, which is remembered with them. @returns undefined if it holds the same already */
  takeBody(body: Body, source: Source, lines: readonly RawLine[], clock: WallClock): TakenLines | undefined {
    const key = keyOf(body);
    if (this.bodies.has(key)) return undefined;
    this.bodies.set(key, body);
    return this.take(source, lines, clock);
  }

  /** Calls back when what is in the batch has been committed. */
  whenStored(callback: () => void): void {
    this.waiting.push(callback);
  }

  /** Gives out what is still open as it stands. */
  settle(): void {
    this.intake.settle();
    this.began ??= performance.now();
  }

  /** @throws StartupError if the database fails; this object is then ahead of it and of no more use */
  async store(): Promise<void> {
    const sources = [...this.touched.values()].map(({ source: { name, mark }, counts }) => ({
      path: name,
      mark,
      ...counts,
    }));
    const { deadLetters, waiting } = this;
    const bodies = [...this.bodies.values()];
    this.touched.clear();
    this.deadLetters = [];
    this.bodies.clear();
    this.waiting = [];
    this.began = undefined;
    await this.connection.manager
      .transaction(async (transaction) => {
        await this.intake.write(transaction);
        await saveOpenState(transaction, this.state);
        await saveSources(transaction, sources, deadLetters);
        await this.bodyStore.save(transaction, bodies);
      })
      .catch(toStoreFailure);
    for (const callback of waiting) callback();
  }

  private addDeadLetters(source: Source, lines: readonly RawLine[], bad: ReadonlySet<RawLine>): void {
    const { name, mark } = source;
    let left = lines.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const line of lines) {
      if (bad.has(line)) {
        this.deadLetters.push({
          path: name,
          fileId: mark?.fileId ?? null,
          offset: mark === undefined ? null : mark.offset - left,
          bytes: line.bytes,
          text: line.text && clip(line.text, DEAD_LETTER_LENGTH),
        });
      }
      left -= line.bytes;
    }
  }
}
