import { Correlator } from './correlation/correlator';
import type { MailEventRow } from './correlation/mail-event-row';
import type { QueueEntry } from './correlation/queue-entry';
import { claimFilings } from './dovecot/claim-filings';
import { FilingBuffer } from './dovecot/filing-buffer';
import type { FilingSummary } from './dovecot/filing-summary';
import { isDovecot, parseDovecot } from './dovecot/parse-dovecot';
import type { IntakeBatch } from './intake-batch';
import type { RawLine } from './line-reader';
import type { OpenState } from './open-state/open-state';
import { isPostfix, parsePostfix } from './postfix/parse-postfix';
import { isRspamd, parseRspamd } from './rspamd/parse-rspamd';
import { parseSyslogLine } from './syslog/syslog-line';
import type { WallClock } from './syslog/wall-clock';

/** What one transaction stores at most: enough that its own cost does not count, little enough to hold twice. */
const BATCH_EVENTS = 20_000;
const BATCH_LINES = 200_000;
/** Each of them is kept in part until it is stored. */
const BATCH_UNPARSABLE = 10_000;

interface GivenOut {
  events: MailEventRow[];
  /** None of the message's events were in an earlier batch. */
  isFresh: boolean;
}

/** Turns lines into events and gathers them until the next transaction. */
export class LogIntake {
  private readonly correlator: Correlator;
  private readonly filings: FilingBuffer;
  private readonly messages = new Map<QueueEntry, GivenOut>();
  private events = 0;
  private lines = 0;
  private unparsable = 0;

  constructor(state: OpenState) {
    this.filings = new FilingBuffer(state.filings);
    this.correlator = new Correlator(state, (entry, events) => {
      this.gather(entry, events);
    });
  }

  get isFull(): boolean {
    return this.events >= BATCH_EVENTS || this.lines >= BATCH_LINES || this.unparsable >= BATCH_UNPARSABLE;
  }

  /** Messages filed by Dovecot for which no event was found. */
  get unclaimedFilings(): number {
    return this.filings.unclaimed;
  }

  /** @returns false for a line that should have said something and could not be read */
  read(raw: RawLine, clock: WallClock): boolean {
    this.lines += 1;
    const isUnderstood = this.interpret(raw, clock);
    if (!isUnderstood) this.unparsable += 1;
    return isUnderstood;
  }

  /** Whether there are events to store. */
  get hasEvents(): boolean {
    return this.messages.size > 0;
  }

  /** Gives out, as it stands, what is still open and of which nothing has been read for so long. */
  settle(quietForMs = 0): void {
    this.correlator.settleQuiet(quietForMs);
  }

  /** Hands over what has gathered; the next batch begins. */
  cut(): IntakeBatch {
    const fresh: MailEventRow[] = [];
    const advanced: MailEventRow[] = [];
    for (const { events, isFresh } of this.messages.values())
      for (const event of events) (isFresh ? fresh : advanced).push(event);
    this.messages.clear();
    this.events = 0;
    this.lines = 0;
    this.unparsable = 0;
    const events = [...fresh, ...advanced];
    const due = this.filings.takeDue(new Set(events.map(({ address }) => address)));
    const { claimed, unclaimed } = claimFilings(events, due);
    this.filings.remove(claimed);
    return { fresh, advanced, filings: unclaimed };
  }

  /** @param filings those of the last batch that were stored with their event */
  forgetFilings(filings: readonly FilingSummary[]): void {
    this.filings.forget(filings);
  }

  private interpret(raw: RawLine, clock: WallClock): boolean {
    const line = raw.text === null ? undefined : parseSyslogLine(raw.text, clock);
    if (line === undefined) return false;
    if (isPostfix(line)) {
      const record = parsePostfix(line);
      // Cut off half way, "sasl_username=anna@example.test" would be somebody else's address.
      if (record === 'ignored' || (!raw.isComplete && isOpenEnded(record))) return true;
      if (record === 'unparsable') return false;
      this.correlator.accept(line, record);
    } else if (isRspamd(line)) {
      const verdict = parseRspamd(line);
      if (verdict === 'unparsable') return false;
      if (verdict !== 'ignored') this.correlator.judge(verdict);
    } else if (isDovecot(line)) {
      const filing = parseDovecot(line);
      if (filing !== 'ignored') this.filings.add(filing);
    }
    return true;
  }

  private gather(entry: QueueEntry, events: MailEventRow[]): void {
    const earlier = this.messages.get(entry);
    this.events += events.length - (earlier?.events.length ?? 0);
    this.messages.set(entry, { events, isFresh: earlier?.isFresh ?? !entry.wasGivenOut });
  }
}

function isOpenEnded(record: ReturnType<typeof parsePostfix>): boolean {
  return typeof record === 'object' && (record.kind === 'arrival' || record.kind === 'message-id');
}
