import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

interface Line {
  readonly level?: unknown;
  readonly requestId?: unknown;
  readonly err?: { readonly message?: unknown };
}

/** pino's number of the level. */
const ERROR = 50;
const MAX_LENGTH = 1_000;

/** What the programs of a stack log as errors, from now on; each line is read once. */
export class ErrorLog {
  readonly #offsets = new Map<string, number>();
  readonly #errors: { readonly requestId: unknown; readonly message: unknown; readonly line: string }[] = [];
  readonly #explained = new Set<unknown>();
  #reading: Promise<void> = Promise.resolve();

  private constructor(private readonly folder: string) {}

  static async from(folder: string): Promise<ErrorLog> {
    const log = new ErrorLog(folder);
    await log.#read();
    log.#errors.length = 0;
    return log;
  }

  /** What was logged of one request, which then is accounted for. */
  async causeOf(requestId: string): Promise<string | undefined> {
    await this.#read();
    this.#explained.add(requestId);
    const causes = this.#errors
      .filter((error) => error.requestId === requestId)
      .map(({ message }) => message);
    return causes.length > 0 ? [...new Set(causes)].join('; ') : undefined;
  }

  /** Lines of requests of which nobody has asked. */
  async unexplained(): Promise<string[]> {
    await this.#read();
    return this.#errors.filter(({ requestId }) => !this.#explained.has(requestId)).map(({ line }) => line);
  }

  #read(): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      for (const file of await readdir(this.folder)) {
        for (const line of await this.#newLines(file)) this.#note(line);
      }
    });
    return this.#reading;
  }

  async #newLines(file: string): Promise<string[]> {
    const handle = await open(join(this.folder, file));
    try {
      const start = this.#offsets.get(file) ?? 0;
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read({
        buffer: Buffer.alloc(size - start),
        position: start,
      });
      const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      this.#offsets.set(file, start + end);
      return buffer.subarray(0, end).toString().split('\n');
    } finally {
      await handle.close();
    }
  }

  #note(text: string): void {
    const line = text.slice(0, MAX_LENGTH);
    if (!text.startsWith('{')) {
      // What a program says in no log's form while it ends.
      if (text.includes('panicked')) this.#errors.push({ requestId: undefined, message: text, line });
      return;
    }
    const { level, requestId, err } = JSON.parse(text) as Line;
    if (typeof level === 'number' && level >= ERROR) {
      this.#errors.push({ requestId, message: err?.message ?? text, line });
    }
  }
}
