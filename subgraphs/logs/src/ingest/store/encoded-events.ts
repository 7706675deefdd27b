import type { MailEventRow } from '../correlation/mail-event-row';
import { copyText } from './event-columns';
import type { EventPlace } from './event-place';

/** Characters that are encoded at a time: a string of many megabytes costs several times as much per row. */
const PORTION = 64 * 1024;

/**
 * Events in COPY's text format, each a line, with their places. Bytes are no work for the garbage collector; as
 * objects that stay until they are stored, events cost it a quarter of all time.
 */
export class EncodedEvents {
  readonly #events: EventPlace[] = [];
  readonly #portions: Buffer[] = [];
  #text = '';

  get places(): readonly EventPlace[] {
    return this.#events;
  }

  add(event: MailEventRow): void {
    const { domain, localPart, occurredAt, key } = event;
    this.#append({ domain, localPart, occurredAt, key }, copyText(event));
  }

  bytes(): readonly Buffer[] {
    if (this.#text !== '') this.#portions.push(Buffer.from(this.#text));
    this.#text = '';
    return this.#portions;
  }

  /** @param kept some of `places`, in their order */
  only(kept: readonly EventPlace[]): EncodedEvents {
    if (kept.length === this.#events.length) return this;
    const chosen = new Set(kept);
    const lines = Buffer.concat(this.bytes()).toString().split('\n');
    const some = new EncodedEvents();
    for (const [index, place] of this.#events.entries())
      if (chosen.has(place)) some.#append(place, lines[index] ?? '');
    return some;
  }

  #append(place: EventPlace, line: string): void {
    this.#events.push(place);
    this.#text += `${line}\n`;
    if (this.#text.length >= PORTION) this.bytes();
  }
}
