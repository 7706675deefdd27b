import type { Source } from '../batch/batch';
import type { Report } from '../batch/silence-watch';
import type { RawLine } from '../lines/line-reader';
import type { FileMark } from '../store/source-store';
import { WallClock } from '../syslog/wall-clock';
import { LogFile } from './log-file';
import { rotatedFiles } from './rotated-files';

/** A log under its name, across rotation by renaming and by copying and truncating. */
export class FollowedLog implements Source {
  #file: LogFile | undefined;
  readonly #told = new Set<string>();

  /** @param mark where reading stopped; undefined for a log that has never been read */
  constructor(
    readonly path: string,
    private readonly timeZone: string,
    private lastMark: FileMark | undefined,
    private readonly report: Report,
  ) {}

  get name(): string {
    return this.path;
  }

  /** Undefined before anything was found to read. */
  get mark(): FileMark | undefined {
    return this.#file?.mark ?? this.lastMark;
  }

  /**
   * The lines that have ended since the last time, in portions; `mark` is the end of the line given last. Whoever
   * stops after a portion loses nothing: the next call goes on from there.
   */
  async *lines(): AsyncGenerator<{ lines: Iterable<RawLine>; clock: WallClock }> {
    for (;;) {
      const file = await this.#current();
      if (file === undefined) return;
      const { modifiedAt, timeZone } = file.mark;
      const clock = new WallClock(timeZone, modifiedAt);
      for await (const lines of file.lines()) yield { lines, clock };
      const next = await this.#successor(file);
      if (next === undefined) return;
      // Its writer may have gone on for a moment; with the next file begun, it is done with this one.
      for await (const lines of file.lines()) yield { lines, clock };
      yield { lines: file.rest(), clock };
      this.#file = next;
      this.#told.clear();
      await file.close();
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #current(): Promise<LogFile | undefined> {
    if (this.#file !== undefined) {
      if (await this.#file.isIntact()) return this.#file;
      this.lastMark = this.#file.mark;
      await this.#file.close();
    }
    this.#file =
      this.lastMark === undefined
        ? await LogFile.open(this.path, this.timeZone)
        : await this.#find(this.lastMark);
    if (this.#file === undefined) this.#tell(`${this.path} is missing or empty: waiting for it`);
    return this.#file;
  }

  /** The file of a mark, or the first one after it that is still there. */
  async #find(mark: FileMark): Promise<LogFile | undefined> {
    const rotated = await rotatedFiles(this.path);
    const names = [this.path, ...rotated.filter(({ isCompressed }) => !isCompressed).map(({ path }) => path)];
    for (const name of names) {
      const file = await LogFile.reopen(name, mark);
      if (file !== undefined) return file;
    }
    this.#tell(
      `the file of ${this.path} that was read up to byte ${mark.offset} is gone or compressed: ` +
        'lines may be missing, unpack it and read it without --follow',
    );
    return this.#firstAfter(mark);
  }

  async #successor(file: LogFile): Promise<LogFile | undefined> {
    const latest = await LogFile.open(this.path, this.timeZone);
    await latest?.close();
    if (latest?.fileId === file.fileId) return undefined;
    if (latest === undefined) this.#tell(`${this.path} is missing: waiting for it`);
    return this.#firstAfter(file.mark);
  }

  async #firstAfter(mark: FileMark): Promise<LogFile | undefined> {
    for (const { path, modifiedAt, isCompressed } of await rotatedFiles(this.path)) {
      if (modifiedAt <= mark.modifiedAt) continue;
      if (isCompressed) {
        this.#tell(`${path} was compressed before it was read: unpack it and read it without --follow`);
        continue;
      }
      const file = await LogFile.open(path, this.timeZone);
      if (file !== undefined && file.fileId !== mark.fileId) return file;
      await file?.close();
    }
    const latest = await LogFile.open(this.path, this.timeZone);
    if (latest === undefined || latest.size > 0) return latest;
    await latest.close();
    return undefined;
  }

  #tell(message: string): void {
    if (!this.#told.has(message)) this.report(message);
    this.#told.add(message);
  }
}
