import { TrackedMap } from '../tracked-map/tracked-map';
import { type DovecotFiling, filingKey, type FilingSummary } from './filing';

/** Names that servers and clients give the folder with the special use \Junk (RFC 6154). */
const SPAM_FOLDER = /^(?:inbox[./])?(?:junk|spam|junk[ -]e-?mail|bulk mail)$/i;
/** Filings wait for their event, which may be in the next file; the oldest go when nobody claims them. */
const CAPACITY = 20_000;

/** Gathers the filings that still wait for their event. */
export class FilingBuffer {
  readonly #fresh = new Set<string>();
  #dropped = 0;

  constructor(private readonly waiting = new TrackedMap<FilingSummary>()) {}

  add(filing: DovecotFiling): void {
    const key = filingKey(filing);
    const earlier = this.waiting.get(key);
    this.#fresh.add(key);
    const isSpam = filing.folder !== null && SPAM_FOLDER.test(filing.folder);
    if (earlier === undefined) {
      this.waiting.set(key, { ...filing, isSpam });
    } else if (filing.folder !== null && (earlier.folder === null || (isSpam && !earlier.isSpam))) {
      // Sieve's discard counts only where nothing stores the message; the spam folder's words are the telling ones.
      const folder = earlier.folder ?? filing.folder;
      this.waiting.set(key, { ...filing, folder, isSpam });
    }
    if (this.waiting.size > CAPACITY) this.#dropOldest();
  }

  /** Those that may find an event now: the new ones, and those for an address that has new or changed events. */
  takeDue(addresses: ReadonlySet<string>): FilingSummary[] {
    const due: FilingSummary[] = [];
    for (const [key, filing] of this.waiting)
      if (this.#fresh.has(key) || addresses.has(filing.recipient)) due.push(filing);
    this.#fresh.clear();
    return due;
  }

  /** The one with this key, if it is the right one; it waits no more. */
  claim(key: string, isRight: (filing: FilingSummary) => boolean): FilingSummary | undefined {
    const filing = this.waiting.get(key);
    if (filing === undefined || !isRight(filing)) return undefined;
    this.waiting.delete(key);
    this.#fresh.delete(key);
    return filing;
  }

  /** @param filings those that found their event, in a transaction that has also forgotten them */
  forget(filings: readonly FilingSummary[]): void {
    for (const filing of filings) {
      const key = filingKey(filing);
      // What was said about the same delivery meanwhile waits for its own turn.
      if (this.waiting.get(key) === filing) this.waiting.forget(key);
    }
  }

  /** Filings for which no event was found. */
  get unclaimed(): number {
    return this.waiting.size + this.#dropped;
  }

  #dropOldest(): void {
    for (const key of this.waiting.keys()) {
      this.waiting.delete(key);
      this.#dropped += 1;
      return;
    }
  }
}
