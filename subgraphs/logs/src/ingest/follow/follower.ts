import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StartupError } from '@hostgraph/service';
import type { DataSource, QueryRunner } from 'typeorm';
import { Batch } from '../batch/batch';
import type { Input } from '../batch/input';
import type { Report } from '../batch/silence-watch';
import { checkReadable } from '../lines/line-reader';
import { readOpenState } from '../open-state/open-state-store';
import { readMarks } from '../store/source-store';
import { Doorbell } from './doorbell';
import { FollowedDirectory } from './followed-directory';
import { FollowedFiles } from './followed-files';

const PAUSE_MS = 200;
/**
 * After this long without a line about it, a message is given out as it stands: lines about one message come within
 * milliseconds, or after minutes.
 */
const QUIET_MS = 500;

const LOCK = `SELECT pg_advisory_lock(hashtextextended('hostgraph:logs:follow', 0))`;
const UNLOCK = `SELECT pg_advisory_unlock(hashtextextended('hostgraph:logs:follow', 0))`;
/** SQLSTATE query_canceled. */
const STATEMENT_TIMEOUT = '57014';

export interface FollowOptions {
  /** IANA zone of timestamps that name none. */
  readonly timeZone: string;
  readonly report: Report;
}

/**
 * Follows logs and listens for lines, and stores their events. All ways in fill one batch in turn,
 * so that lines of one message meet whatever way each of them comes.
 */
export class Follower {
  /** To be rung by an input when something has come. */
  readonly doorbell = new Doorbell();
  readonly #batch: Batch;
  readonly #inputs: Input[] = [];
  #isStopping = false;

  private constructor(
    private readonly connection: QueryRunner,
    batch: Batch,
  ) {
    this.#batch = batch;
  }

  /**
   * Goes on where the last follower stopped.
   *
   * @param paths log files, and directories whose logs are followed
   * @throws StartupError for a file that cannot be read and never has been, or while another one follows
   */
  static async open(
    database: DataSource,
    paths: readonly string[],
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
      const { manager } = connection;
      const { files, directories } = await sort(paths);
      const marks = await readMarks(manager, files);
      for (const file of files) if (!marks.has(file)) await checkReadable(file);
      const followed = new FollowedFiles(
        directories.map((directory) => new FollowedDirectory(directory, report)),
        { manager, timeZone, report },
      );
      await followed.follow(files);
      const follower = new Follower(connection, new Batch(connection, await readOpenState(manager), report));
      follower.add(followed);
      return follower;
    } catch (error) {
      await connection.release();
      throw error;
    }
  }

  add(input: Input): void {
    this.#inputs.push(input);
  }

  /** Reads until it is stopped. @throws StartupError if the database fails; what was not stored is read again */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      if (await this.#readSome()) continue;
      await this.flush(QUIET_MS);
      await this.doorbell.wait(PAUSE_MS);
    }
    if (!this.#batch.isEmpty) await this.#batch.store();
    await this.#batch.flushed();
  }

  /** Stores all that has come so far. */
  async readOn(): Promise<void> {
    while (await this.#readSome());
  }

  /** Stores, as it stands, what is still open and of which nothing has been read for so long. */
  async flush(quietForMs = 0): Promise<void> {
    this.#batch.flush(quietForMs);
    if (!this.#batch.isEmpty) await this.#batch.store();
    await this.#batch.flushed();
  }

  /** Ends `run` when what the inputs have taken in is stored. */
  async stop(): Promise<void> {
    await Promise.all(this.#inputs.map((input) => input.drain()));
    this.#isStopping = true;
    this.doorbell.ring();
  }

  /** Lets go of files, ports and lock. */
  async close(): Promise<void> {
    for (const input of this.#inputs) await input.close();
    await this.connection.query(UNLOCK);
    await this.connection.release();
  }

  /**
   * Reads from each input, and begins to store the batch when it is full or nothing more has come.
   *
   * @returns false when nothing has come and all is stored
   */
  async #readSome(): Promise<boolean> {
    const before = this.#batch.lineCount;
    for (const input of this.#inputs) await input.read(this.#batch);
    const hasRead = this.#batch.lineCount > before;
    const isToBeStored = this.#batch.isFull || (!hasRead && !this.#batch.isEmpty);
    if (isToBeStored) await this.#batch.store();
    else if (!hasRead) await this.#batch.flushed();
    return hasRead || isToBeStored;
  }
}

async function sort(paths: readonly string[]): Promise<{ files: string[]; directories: string[] }> {
  const absolute = [...new Set(paths.map((path) => resolve(path)))];
  const isDirectory = await Promise.all(
    // A file need not be there any more, where it has been followed before.
    absolute.map((path) =>
      stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    ),
  );
  return {
    files: absolute.filter((_, index) => !isDirectory[index]),
    directories: absolute.filter((_, index) => isDirectory[index]),
  };
}
