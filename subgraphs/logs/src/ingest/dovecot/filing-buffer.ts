import type { DovecotFiling } from './dovecot-filing';

/** What Dovecot did with one delivery in all: Sieve may store a message in several folders. */
export interface FilingSummary extends DovecotFiling {
  isSpam: boolean;
}

/** Names that servers and clients give the folder with the special use \Junk (RFC 6154). */
const SPAM_FOLDER = /^(?:inbox[./])?(?:junk|spam|junk[ -]e-?mail|bulk mail)$/i;
/** Filings wait for their event, which may be in the next file; the oldest go when nobody claims them. */
const CAPACITY = 20_000;

/** Gathers the filings that still wait for their event. */
export class FilingBuffer {
  private readonly waiting = new Map<string, FilingSummary>();
  private dropped = 0;

  add(filing: DovecotFiling): void {
    const key = JSON.stringify([filing.recipient, filing.session, filing.messageId]);
    const earlier = this.waiting.get(key);
    const isSpam = filing.folder !== null && SPAM_FOLDER.test(filing.folder);
    if (earlier === undefined) {
      this.waiting.set(key, { ...filing, isSpam });
    } else if (filing.folder !== null && (earlier.folder === null || (isSpam && !earlier.isSpam))) {
      // Sieve's discard counts only where nothing stores the message; the spam folder's words are the telling ones.
      const folder = earlier.folder ?? filing.folder;
      this.waiting.set(key, { ...filing, folder, isSpam });
    }
    if (this.waiting.size > CAPACITY) this.dropOldest();
  }

  all(): FilingSummary[] {
    return [...this.waiting.values()];
  }

  /** @param filings entries of `all()` that found their event */
  remove(filings: FilingSummary[]): void {
    const claimed = new Set(filings);
    for (const [key, filing] of this.waiting) if (claimed.has(filing)) this.waiting.delete(key);
  }

  /** Filings for which no event was found. */
  get unclaimed(): number {
    return this.waiting.size + this.dropped;
  }

  private dropOldest(): void {
    for (const key of this.waiting.keys()) {
      this.waiting.delete(key);
      this.dropped += 1;
      return;
    }
  }
}
