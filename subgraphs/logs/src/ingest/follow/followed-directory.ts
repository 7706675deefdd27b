import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import type { Report } from '../batch/silence-watch';
import { checkReadable } from '../lines/line-reader';

const LOOK_EVERY_MS = 1000;
/** A log that is being rotated is away for a moment; one that is away for longer is not coming back soon. */
const GONE_AFTER_MS = 60_000;
/** Each takes a file descriptor; 1024 is the usual limit. */
const MAX_LOGS = 500;

// Hidden files, what editors and package managers leave behind, what logrotate compressed, and earlier files of a
// log beside it, which are read as its past.
const NOT_A_LOG = /^\.|~$|\.(?:gz|bz2|xz|zst|zip|lz4|tmp|swp|bak|old|journal)$|[.-]\d[\d-]*$/;

export interface DirectoryChanges {
  /** Paths of logs to be followed from now on. */
  readonly appeared: string[];
  /** Paths of logs that are not there any more. */
  readonly gone: string[];
}

/** Finds the logs in a directory (not in those below it) as they come and go. */
export class FollowedDirectory {
  /** By path, when it was last seen. */
  readonly #seen = new Map<string, number>();
  readonly #told = new Set<string>();
  #lookedAt = -Infinity;

  constructor(
    readonly path: string,
    private readonly report: Report,
  ) {}

  async changes(): Promise<DirectoryChanges> {
    const now = performance.now();
    if (now - this.#lookedAt < LOOK_EVERY_MS) return { appeared: [], gone: [] };
    this.#lookedAt = now;
    const appeared: string[] = [];
    for (const path of await this.#logs()) {
      if (!this.#seen.has(path)) appeared.push(path);
      this.#seen.set(path, now);
    }
    const gone = [...this.#seen].filter(([, at]) => now - at > GONE_AFTER_MS).map(([path]) => path);
    for (const path of gone) this.#seen.delete(path);
    return { appeared, gone };
  }

  /** The logs that are there, each file once, under the first of its names. */
  async #logs(): Promise<string[]> {
    const found = new Map<string, string>();
    for (const name of (await this.#names()).sort()) {
      if (NOT_A_LOG.test(name)) continue;
      const path = join(this.path, name);
      const file = await this.#fileBehind(path);
      if (file === undefined) continue;
      // A link to a log beside it would be read a second time.
      if (!found.has(file) || file === path) found.set(file, path);
    }
    const paths = [...found.values()];
    if (paths.length > MAX_LOGS)
      this.#tell(`${this.path} has more than ${MAX_LOGS} logs: the last ones are not followed`);
    return paths.slice(0, MAX_LOGS);
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.path);
    } catch (error) {
      this.#tell(
        `${this.path} cannot be read (${(error as NodeJS.ErrnoException).code ?? ''}): waiting for it`,
      );
      return [];
    }
  }

  /** Where a log's bytes really are; undefined for what is no file, or may not be read. */
  async #fileBehind(path: string): Promise<string | undefined> {
    try {
      if (!(await stat(path)).isFile()) return undefined;
      if (!this.#seen.has(path)) await checkReadable(path);
      return await realpath(path);
    } catch (error) {
      // A link that leads nowhere, or a file that was renamed just now, is no log at the moment.
      if (error instanceof StartupError) this.#tell(`${error.message}: it is not followed`);
      return undefined;
    }
  }

  #tell(message: string): void {
    if (!this.#told.has(message)) this.report(message);
    this.#told.add(message);
  }
}
