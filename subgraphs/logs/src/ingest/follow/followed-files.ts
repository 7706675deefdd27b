import type { EntityManager } from 'typeorm';
import type { Batch } from '../batch/batch';
import type { Input } from '../batch/input';
import type { Report } from '../batch/silence-watch';
import { FollowedDirectory } from './followed-directory';
import { FollowedLog } from './followed-log';
import { readMarks } from '../store/source-store';

export interface FollowedFilesOptions {
  /** Goes on with a log at the place where the last process stopped. */
  readonly manager: EntityManager;
  readonly timeZone: string;
  readonly report: Report;
}

/** The logs that are followed: files that were named, and those in the directories that were named. */
export class FollowedFiles implements Input {
  readonly #logs = new Map<string, FollowedLog>();
  /** The log to begin with, so that one of which much is to be read does not hold up the others. */
  #turn = 0;
  #isDraining = false;

  constructor(
    private readonly directories: readonly FollowedDirectory[],
    private readonly options: FollowedFilesOptions,
  ) {}

  /** Goes on with logs where the last process stopped. */
  async follow(paths: readonly string[]): Promise<void> {
    const marks = await readMarks(this.options.manager, paths);
    const { timeZone, report } = this.options;
    for (const path of paths) this.#logs.set(path, new FollowedLog(path, timeZone, marks.get(path), report));
  }

  async read(batch: Batch): Promise<void> {
    // What was given to a batch that is not stored yet is known to its log only.
    if (batch.isEmpty) await this.#lookAround(batch);
    const logs = [...this.#logs.values()];
    for (let index = 0; index < logs.length && !batch.isFull && !this.#isDraining; index++) {
      const log = logs[(this.#turn + index) % logs.length];
      if (log !== undefined) await readLog(log, batch);
    }
    this.#turn = logs.length === 0 ? 0 : (this.#turn + 1) % logs.length;
  }

  /** The files are the buffer: what has not been read yet is read by whoever starts next. */
  drain(): Promise<void> {
    this.#isDraining = true;
    return Promise.resolve();
  }

  async close(): Promise<void> {
    for (const log of this.#logs.values()) await log.close();
  }

  async #lookAround(batch: Batch): Promise<void> {
    for (const directory of this.directories) {
      const { appeared, gone } = await directory.changes();
      const unknown = appeared.filter((path) => !this.#logs.has(path));
      if (unknown.length + gone.length > 0) await batch.flushed();
      if (unknown.length > 0) await this.follow(unknown);
      for (const path of gone) {
        await this.#logs.get(path)?.close();
        this.#logs.delete(path);
      }
    }
  }
}

async function readLog(log: FollowedLog, batch: Batch): Promise<void> {
  for await (const { lines, clock } of log.lines()) {
    batch.take(log, lines, clock);
    if (batch.isFull) return;
  }
}
