import type { EventKey } from './event-key';

/** What a stream gives out next. */
export type StreamStep =
  | { readonly kind: 'WATCHING'; readonly isFirst: boolean }
  | { readonly kind: 'EVENTS'; readonly keys: readonly EventKey[] }
  | { readonly kind: 'MISSED' };

/** Keys that wait for a client that is slower than the mail; more than that are dropped, and it is told so. */
const MAX_WAITING = 1_000;
/** As many as a page of a log has. */
const MAX_STEP_EVENTS = 100;
/** How often the right is looked at, and the addresses are, when nothing happens. */
const BEAT_MS = 30_000;

/** What happens to the addresses of one mailbox, for one subscriber, who takes it at their own pace. */
export class ActivityStream {
  #waiting: EventKey[] = [];
  #hasMissed = false;
  #beat: 'FIRST' | 'DUE' | 'DONE' = 'FIRST';
  #isClosed = false;
  #wake: () => void = () => undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #onClose: () => void;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
    this.#timer = setInterval(() => {
      this.#beat = this.#beat === 'DONE' ? 'DUE' : this.#beat;
      this.#wake();
    }, BEAT_MS);
  }

  push(keys: readonly EventKey[]): void {
    if (this.#waiting.length + keys.length > MAX_WAITING) {
      this.#waiting = [];
      this.#hasMissed = true;
    } else this.#waiting.push(...keys);
    this.#wake();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#wake();
    this.#onClose();
  }

  /** @returns undefined at the end */
  async next(): Promise<StreamStep | undefined> {
    for (;;) {
      const step = this.#isClosed ? undefined : this.#take();
      if (step || this.#isClosed) return step;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(): StreamStep | undefined {
    if (this.#beat !== 'DONE') {
      const isFirst = this.#beat === 'FIRST';
      this.#beat = 'DONE';
      return { kind: 'WATCHING', isFirst };
    }
    if (this.#hasMissed) {
      this.#hasMissed = false;
      return { kind: 'MISSED' };
    }
    const keys = this.#waiting.splice(0, MAX_STEP_EVENTS);
    return keys.length > 0 ? { kind: 'EVENTS', keys } : undefined;
  }
}
