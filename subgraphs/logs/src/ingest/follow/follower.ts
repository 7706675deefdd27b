import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StartupError } from '@hostgraph/service';
import type { DataSource, QueryRunner } from 'typeorm';
import { clip } from '../clip';
import { checkReadable, type RawLine } from '../line-reader';
import { InFlight } from '../in-flight';
import { LogIntake } from '../log-intake';
import { type OpenState, withoutFilings } from '../open-state/open-state';
import { readOpenState, saveOpenState } from '../store/open-state-store';
import { type DeadLetter, readSources, saveSources } from '../store/source-store';
import { toStoreFailure } from '../store/store-failure';
import { writeBatch } from '../store/write-batch';
import { EventWriter } from '../store/write-events';
import type { WallClock } from '../syslog/wall-clock';
import { FollowedLog, type Report } from './followed-log';
import type { FileMark } from './log-file';

/**
 * What is read up to the end of the logs is stored at once. Where there is more to read, a batch grows for this long:
 * each saves all that is open, so that many small ones would take twice as long for the whole.
 */
const BATCH_MS = 2000;
const PAUSE_MS = 200;
/** After this long without a line, what is open is given out as it stands. */
const SILENCE_MS = 10_000;
const DEAD_LETTER_LENGTH = 500;

const LOCK = `SELECT pg_advisory_lock(hashtextextended('hostgraph:logs:follow', 0))`;
const UNLOCK = `SELECT pg_advisory_unlock(hashtextextended('hostgraph:logs:follow', 0))`;
/** SQLSTATE query_canceled. */
const STATEMENT_TIMEOUT = '57014';

interface LineCounts {
  lines: number;
  unparsable: number;
}

export interface FollowOptions {
  /** IANA zone of timestamps that name none. */
  timeZone: string;
  report: Report;
}

/**
 * Follows logs and stores their events; what it has read, and what that means for lines to come, is committed
 * with the events. There is one transaction at a time: while it stores a batch, the next one is read.
 */
export class Follower {
  private readonly intake: LogIntake;
  private readonly writer = new EventWriter();
  /** The transaction that stores a batch while the next one is read. */
  private readonly inFlight = new InFlight();
  /** Logs of which lines were read since the last transaction. */
  private readonly touched = new Map<FollowedLog, LineCounts>();
  private deadLetters: DeadLetter[] = [];
  private batchBegan: number | undefined;
  private lastLineAt = performance.now();
  private isSettled = false;
  private isStopping = false;

  private constructor(
    private readonly connection: QueryRunner,
    /** The logs, and what was read of each in all. */
    private readonly logs: ReadonlyMap<FollowedLog, LineCounts>,
    private readonly state: OpenState,
  ) {
    this.intake = new LogIntake(state);
  }

  /**
   * Goes on where the last follower stopped.
   *
   * @throws StartupError for a file that cannot be read and never has been, or while another one follows
   */
  static async open(
    database: DataSource,
    files: readonly string[],
    { timeZone, report }: FollowOptions,
  ): Promise<Follower> {
    const connection = database.createQueryRunner();
    try {
      // Belongs to this connection, so whoever holds it is the only one that can commit; it also waits until
      // the last transaction of a follower that was killed has ended.
      await connection.query(LOCK).catch((error: unknown) => {
        if ((error as { code?: string }).code !== STATEMENT_TIMEOUT) throw error;
        throw new StartupError('another process follows logs into this database');
      });
      const paths = [...new Set(files.map((file) => resolve(file)))];
      const sources = await readSources(connection.manager, paths);
      for (const path of paths) if (!sources.has(path)) await checkReadable(path);
      const counts = new Map<FollowedLog, LineCounts>();
      for (const path of paths) {
        const { mark, lines = 0, unparsable = 0 } = sources.get(path) ?? {};
        counts.set(new FollowedLog(path, timeZone, mark, report), { lines, unparsable });
      }
      return new Follower(connection, counts, await readOpenState(connection.manager));
    } catch (error) {
      await connection.release();
      throw error;
    }
  }

  /** Reads until it is stopped. @throws StartupError if the database fails; what was not stored is read again */
  async run(): Promise<void> {
    while (!this.isStopping) {
      const before = this.lastLineAt;
      await this.readOn();
      const silence = performance.now() - this.lastLineAt;
      if (silence > SILENCE_MS && !this.isSettled) await this.settle();
      if (this.lastLineAt === before) await setTimeout(PAUSE_MS);
    }
  }

  /** Stores what has been written to the logs so far. */
  async readOn(): Promise<void> {
    for (const [log, counts] of this.logs) {
      for await (const { lines, clock } of log.lines()) {
        for (const line of lines) {
          this.take(log, counts, line, clock);
          if (this.intake.isFull) await this.store();
        }
        // While a batch is being stored the next one may as well grow.
        if (this.isBatchDue && this.inFlight.isIdle) await this.store();
        if (this.isStopping) break;
      }
    }
    if (this.batchBegan !== undefined) await this.store();
    await this.inFlight.landed();
  }

  /** Gives out what is still open as it stands. */
  async settle(): Promise<void> {
    this.intake.settle();
    this.isSettled = true;
    await this.store();
    await this.inFlight.landed();
  }

  /** Asks `run` to end after the batch in hand. */
  stop(): void {
    this.isStopping = true;
  }

  /** Lets go of files and lock. */
  async close(): Promise<void> {
    for (const log of this.logs.keys()) await log.close();
    await this.connection.query(UNLOCK);
    await this.connection.release();
  }

  private get isBatchDue(): boolean {
    return performance.now() - (this.batchBegan ?? Infinity) > BATCH_MS;
  }

  private take(log: FollowedLog, counts: LineCounts, line: RawLine, clock: WallClock): void {
    this.lastLineAt = performance.now();
    this.batchBegan ??= this.lastLineAt;
    this.isSettled = false;
    this.touched.set(log, counts);
    counts.lines += 1;
    if (line.text === '' || this.intake.read(line, clock)) return;
    counts.unparsable += 1;
    const { fileId, offset } = markOf(log);
    const { text, bytes } = line;
    this.deadLetters.push({
      path: log.path,
      fileId,
      offset: offset - bytes,
      bytes,
      text: text && clip(text, DEAD_LETTER_LENGTH),
    });
  }

  /** Begins to store what has been read, as soon as what was read before is stored. */
  private async store(): Promise<void> {
    await this.inFlight.landed();
    const batch = this.intake.cut();
    const changes = this.state.takeChanges();
    const sources = [...this.touched].map(([log, counts]) => {
      return { path: log.path, mark: markOf(log), ...counts };
    });
    const { deadLetters } = this;
    this.deadLetters = [];
    this.touched.clear();
    this.batchBegan = undefined;
    this.inFlight.begin(async () => {
      const claimed = await this.connection.manager
        .transaction(async (transaction) => {
          const written = await writeBatch(transaction, this.writer, batch);
          await saveOpenState(transaction, withoutFilings(changes, written.claimed));
          await saveSources(transaction, sources, deadLetters);
          return written.claimed;
        })
        .catch(toStoreFailure);
      this.intake.forgetFilings(claimed);
    });
  }
}

function markOf(log: FollowedLog): FileMark {
  if (log.mark === undefined) throw new Error('a line was read from no file');
  return log.mark;
}
