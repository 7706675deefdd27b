import { Correlator, type News } from '../correlation/correlator';
import type { MailEventRow } from '../correlation/mail-event-row';
import { PendingEvents } from '../correlation/pending-events';
import type { QueueEntry } from '../queue/queue-entry';
import { joinAddress } from '../../mail-event/address-parts';
import { claimFiling } from '../dovecot/claim-filing';
import { FilingBuffer } from '../dovecot/filing-buffer';
import type { FilingSummary } from '../dovecot/filing';
import { isDovecot, parseDovecot } from '../dovecot/parse-dovecot';
import type { IntakeBatch } from '../store/intake-batch';
import type { RawLine } from '../lines/line-reader';
import type { OpenState } from '../open-state/open-state';
import { isPostfix, parsePostfix } from '../postfix/parse-postfix';
import type { PostfixRecord } from '../postfix/postfix-record';
import { isRspamd, parseRspamd } from '../rspamd/parse-rspamd';
import { EncodedEvents } from '../store/encoded-events';
import { parseSyslogLine } from '../syslog/syslog-line';
import type { WallClock } from '../syslog/wall-clock';

/** What one transaction stores at most: enough that its own cost does not count, little enough to hold twice. */
const BATCH_EVENTS = 20_000;
const BATCH_LINES = 200_000;
/** Each of them is kept in part until it is stored. */
const BATCH_UNPARSABLE = 10_000;

/** The events of a message that is still open, so that a later line of this batch may change them. */
interface GivenOut {
  readonly events: PendingEvents;
  /** None of the message's events were in an earlier batch. */
  readonly isFresh: boolean;
}

/**
 * What became of a line. `told`: it said something of a message. `ignored`: it was understood to say nothing of one.
 * `unparsable`: it should have said something and could not be read.
 */
export type LineOutcome = 'told' | 'ignored' | 'unparsable';

/** Records of a connection, in which there may be no message. */
const OF_NO_MESSAGE: ReadonlySet<string> = new Set(['connection', 'tls']);

/** Turns lines into events and gathers them until the next transaction. */
export class LogIntake {
  readonly #correlator: Correlator;
  readonly #filings: FilingBuffer;
  readonly #open = new Map<QueueEntry, GivenOut>();
  #fresh = new EncodedEvents();
  #advanced = new EncodedEvents();
  #lines = 0;
  #unparsable = 0;

  constructor(state: OpenState) {
    this.#filings = new FilingBuffer(state.filings);
    this.#correlator = new Correlator(state, (entry, news) => {
      this.#gather(entry, news);
    });
  }

  get isFull(): boolean {
    return (
      this.#eventCount >= BATCH_EVENTS || this.#lines >= BATCH_LINES || this.#unparsable >= BATCH_UNPARSABLE
    );
  }

  /** Messages filed by Dovecot for which no event was found. */
  get unclaimedFilings(): number {
    return this.#filings.unclaimed;
  }

  read(raw: RawLine, clock: WallClock): LineOutcome {
    this.#lines += 1;
    const outcome = this.#interpret(raw, clock);
    if (outcome === 'unparsable') this.#unparsable += 1;
    return outcome;
  }

  /** Whether there are events to store. */
  get hasEvents(): boolean {
    return this.#eventCount > 0;
  }

  /** Gives out, as it stands, what is still open and of which nothing has been read for so long. */
  flush(quietForMs = 0): void {
    this.#correlator.flushQuiet(quietForMs);
  }

  /** Hands over what has gathered; the next batch begins. */
  takeBatch(): IntakeBatch {
    for (const [entry, { events, isFresh }] of this.#open) this.#encode(entry, events.take(), isFresh);
    this.#open.clear();
    const fresh = this.#fresh;
    const advanced = this.#advanced;
    this.#fresh = new EncodedEvents();
    this.#advanced = new EncodedEvents();
    this.#lines = 0;
    this.#unparsable = 0;
    const addresses = new Set([...fresh.places, ...advanced.places].map(joinAddress));
    return { fresh, advanced, filings: this.#filings.takeDue(addresses) };
  }

  /** @param filings those of the last batch that were stored with their event */
  forgetFilings(filings: readonly FilingSummary[]): void {
    this.#filings.forget(filings);
  }

  /** A message that is still open counts as one. */
  get #eventCount(): number {
    return this.#fresh.places.length + this.#advanced.places.length + this.#open.size;
  }

  #interpret(raw: RawLine, clock: WallClock): LineOutcome {
    const line = raw.text === null ? undefined : parseSyslogLine(raw.text, clock);
    if (line === undefined) return 'unparsable';
    if (isPostfix(line)) {
      const record = parsePostfix(line);
      if (typeof record === 'string') return record;
      // Cut off half way, "sasl_username=anna@example.test" would be somebody else's address.
      if (!raw.isComplete && isOpenEnded(record)) return 'ignored';
      this.#correlator.accept(line, record);
      return OF_NO_MESSAGE.has(record.kind) ? 'ignored' : 'told';
    }
    if (isRspamd(line)) {
      const verdict = parseRspamd(line);
      if (typeof verdict === 'string') return verdict;
      this.#correlator.applyVerdict(verdict);
      return 'told';
    }
    const filing = isDovecot(line) ? parseDovecot(line) : 'ignored';
    if (filing === 'ignored') return filing;
    this.#filings.add(filing);
    return 'told';
  }

  #gather(entry: QueueEntry, { rows, isWhole }: News): void {
    const before = this.#open.get(entry);
    const isFresh = before?.isFresh ?? !entry.wasGivenOut;
    const events = (isWhole ? undefined : before?.events) ?? new PendingEvents();
    events.add(rows);
    if (entry.isReleased) {
      this.#open.delete(entry);
      this.#encode(entry, events.take(), isFresh);
    } else {
      this.#open.set(entry, { events, isFresh });
    }
  }

  #encode(entry: QueueEntry, events: Iterable<MailEventRow>, isFresh: boolean): void {
    for (const event of events) {
      claimFiling(this.#filings, event, entry.firstAt);
      (isFresh ? this.#fresh : this.#advanced).add(event);
    }
  }
}

function isOpenEnded({ kind }: PostfixRecord): boolean {
  return kind === 'arrival' || kind === 'message-id';
}
