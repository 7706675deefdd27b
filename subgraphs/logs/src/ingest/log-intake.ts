import type { EntityManager } from 'typeorm';
import { Correlator } from './correlation/correlator';
import type { MailEventRow } from './correlation/mail-event-row';
import type { QueueEntry } from './correlation/queue-entry';
import { FilingBuffer } from './dovecot/filing-buffer';
import { isDovecot, parseDovecot } from './dovecot/parse-dovecot';
import type { RawLine } from './line-reader';
import type { OpenState } from './open-state/open-state';
import { isPostfix, parsePostfix } from './postfix/parse-postfix';
import { writeEvents } from './store/write-events';
import { writeFilings } from './store/write-filings';
import { parseSyslogLine } from './syslog/syslog-line';
import type { WallClock } from './syslog/wall-clock';

const BATCH_MESSAGES = 1000;
const BATCH_LINES = 10_000;

export interface IntakeCounts {
  /** Events the lines gave, new or known. */
  events: number;
  inserted: number;
  /** Events that were known and learned something. */
  changed: number;
}

/** Turns lines into events and gathers them until the next transaction. */
export class LogIntake {
  private readonly correlator: Correlator;
  private readonly filings: FilingBuffer;
  private readonly messages = new Map<QueueEntry, MailEventRow[]>();
  private lines = 0;

  constructor(state: OpenState) {
    this.filings = new FilingBuffer(state.filings);
    this.correlator = new Correlator(state, (entry, events) => this.messages.set(entry, events));
  }

  get isFull(): boolean {
    return this.messages.size >= BATCH_MESSAGES || this.lines >= BATCH_LINES;
  }

  /** Messages filed by Dovecot for which no event was found. */
  get unclaimedFilings(): number {
    return this.filings.unclaimed;
  }

  /** @returns false for a line that should have said something and could not be read */
  read(raw: RawLine, clock: WallClock): boolean {
    this.lines += 1;
    const line = raw.text === null ? undefined : parseSyslogLine(raw.text, clock);
    if (line === undefined) return false;
    if (isPostfix(line)) {
      const record = parsePostfix(line);
      // Cut off half way, "sasl_username=anna@example.test" would be somebody else's address.
      if (record === 'ignored' || (!raw.isComplete && isOpenEnded(record))) return true;
      if (record === 'unparsable') return false;
      this.correlator.accept(line, record);
    } else if (isDovecot(line)) {
      const filing = parseDovecot(line);
      if (filing !== 'ignored') this.filings.add(filing);
    }
    return true;
  }

  /** Whether there is something to store. */
  get hasEvents(): boolean {
    return this.messages.size > 0;
  }

  /** Gives out, as it stands, what is still open and of which nothing has been read for so long. */
  settle(quietForMs = 0): void {
    this.correlator.settleQuiet(quietForMs);
  }

  /** Stores what has gathered. A transaction that fails leaves this object behind the log: start anew. */
  async write(transaction: EntityManager, now?: Date): Promise<IntakeCounts> {
    const events = [...this.messages.values()].flat();
    this.messages.clear();
    this.lines = 0;
    const written = await writeEvents(transaction, events, now);
    const due = this.filings.takeDue(new Set(events.map(({ address }) => address)));
    const filed = await writeFilings(transaction, due);
    this.filings.remove(filed.claimed);
    return {
      events: events.length,
      inserted: written.inserted,
      changed: written.changed + filed.changed,
    };
  }
}

function isOpenEnded(record: ReturnType<typeof parsePostfix>): boolean {
  return typeof record === 'object' && (record.kind === 'arrival' || record.kind === 'message-id');
}
