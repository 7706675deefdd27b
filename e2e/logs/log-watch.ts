import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const POLL_MS = 10;

/** Remembers when each line of a mail host's logs was written, to a hundredth of a second. */
export class LogWatch {
  readonly #lines: { readonly at: number; readonly text: string }[] = [];
  readonly #stopping = new AbortController();
  readonly #watching: Promise<void>[];

  constructor(paths: readonly string[]) {
    this.#watching = paths.map((path) => this.#watch(path));
  }

  /** When the newest line that contains one of the texts was written. */
  newest(texts: readonly string[]): number | undefined {
    return this.#lines.findLast(({ text }) => texts.some((wanted) => text.includes(wanted)))?.at;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#watching);
  }

  async #watch(path: string): Promise<void> {
    const file = await open(path, 'r');
    let rest = '';
    while (!this.#stopping.signal.aborted) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024));
      const at = Date.now();
      const [last = '', ...ended] = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n').toReversed();
      rest = last;
      for (const text of ended.toReversed()) this.#lines.push({ at, text });
      if (bytesRead === 0) await setTimeout(POLL_MS);
    }
    await file.close();
  }
}
