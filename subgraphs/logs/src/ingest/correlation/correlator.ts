import type { ArrivalRecord, DeliveryRecord, PostfixRecord, RefusalRecord } from '../postfix/postfix-record';
import type { SyslogLine } from '../syslog/syslog-line';
import { buildEvents } from './build-events';
import type { MailEventRow } from './mail-event-row';
import { QueueEntry } from './queue-entry';
import { SmtpSessions } from './smtp-sessions';

/** Daemons log independently: a line may arrive a little after the one that removes the message. */
const LINGER_MS = 10_000;
/** Messages in the queues of all hosts together; beyond it the oldest are given out as they stand. */
const MAX_OPEN = 200_000;
const QUEUED_AS = /\bqueued as ([0-9A-Za-z]{5,20})$/;
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/;
// smtpd's own sentence for reject_sender_login_mismatch; the quoted address holds no `>` (see refusal.ts).
const NOT_OWNED =
  /^\d{3} \d\.\d{1,3}\.\d{1,3} <[^<>]*>: Sender address rejected: not owned by user (\S{1,320})$/;

/**
 * Joins what Postfix's daemons, on any number of hosts, say about each queue id, and gives out the events of
 * a message when it has left the queue. What is still open at the end is given out by `drain`.
 */
export class Correlator {
  private readonly open = new Map<string, QueueEntry>();
  private readonly closing: QueueEntry[] = [];
  private readonly sessions = new SmtpSessions();
  /** Identical refusals within one second, per host. */
  private readonly repeats = new Map<string, { second: number; counts: Map<string, number> }>();

  constructor(private readonly emit: (event: MailEventRow) => void) {}

  accept(line: SyslogLine, record: PostfixRecord): void {
    this.releaseClosed(line.time);
    switch (record.kind) {
      case 'connection':
        this.sessions.reset(line.host, line.pid);
        return;
      case 'tls':
        this.sessions.learn(line.host, line.pid, { tls: record.protocol });
        return;
      case 'arrival':
        this.arrive(line, record);
        return;
      case 'message-id':
        this.entry(line, record.queueId).messageId ??= record.messageId;
        return;
      case 'queued': {
        const entry = this.entry(line, record.queueId);
        entry.sender = record.sender;
        entry.sizeBytes = record.sizeBytes;
        return;
      }
      case 'delivery':
        this.deliver(line, record);
        return;
      case 'expired':
        this.open.get(keyOf(line.host, record.queueId))?.expire(line.time);
        return;
      case 'removed':
        this.close(this.open.get(keyOf(line.host, record.queueId)), line.time);
        return;
      case 'refusal':
        this.refuse(line, record);
    }
  }

  /** Gives out everything that is still open, as far as it is known. */
  drain(): void {
    for (const entry of this.open.values()) this.release(entry);
    this.closing.length = 0;
  }

  private arrive(line: SyslogLine, record: ArrivalRecord): void {
    const before = this.open.get(keyOf(line.host, record.queueId));
    // Postfix gives short queue ids out again.
    if (before !== undefined && (before.hasArrival || before.closedAt !== undefined)) this.release(before);
    const entry = this.entry(line, record.queueId);
    entry.hasArrival = true;
    entry.clientAddress = record.clientAddress;
    entry.authenticatedUser = record.authenticatedUser;
    if (record.clientAddress === null) return;
    entry.tls = this.sessions.of(line.host, line.pid)?.tls ?? null;
    if (record.authenticatedUser !== null) {
      this.sessions.learn(line.host, line.pid, { authenticatedUser: record.authenticatedUser });
    }
  }

  private deliver(line: SyslogLine, record: DeliveryRecord): void {
    const entry = this.entry(line, record.queueId);
    if (!this.isHandedToFilter(entry, record)) entry.addDelivery(line.time, record);
  }

  /**
   * An after-queue content filter takes the message and sends it back in under a new queue id, which then
   * has the real outcome; the login moves there. "Queued as" is the other side's claim, so the message must
   * also have come back over the loopback with the same message id.
   */
  private isHandedToFilter(entry: QueueEntry, record: DeliveryRecord): boolean {
    const childId = record.outcome === 'sent' ? QUEUED_AS.exec(record.reply)?.[1] : undefined;
    const child = childId === undefined ? undefined : this.open.get(keyOf(entry.host, childId));
    if (child === undefined || child === entry || entry.messageId === null) return false;
    if (child.messageId !== entry.messageId || !LOOPBACK.test(child.clientAddress ?? '')) return false;
    child.authenticatedUser ??= entry.authenticatedUser;
    child.clientAddress = entry.clientAddress;
    child.tls = entry.tls;
    return true;
  }

  private refuse(line: SyslogLine, record: RefusalRecord): void {
    const login =
      NOT_OWNED.exec(record.reply)?.[1] ?? this.sessions.of(line.host, line.pid)?.authenticatedUser ?? null;
    if (record.queueId !== null) {
      const entry = this.entry(line, record.queueId);
      entry.authenticatedUser ??= login;
      entry.addRefusal(line.time, record);
      if (record.isWholeMessage) this.close(entry, line.time);
      return;
    }
    const entry = new QueueEntry(line.host, '', line.time);
    entry.authenticatedUser = login;
    entry.tls = this.sessions.of(line.host, line.pid)?.tls ?? null;
    entry.addRefusal(line.time, record);
    const discriminator = `NOQUEUE ${this.ordinal(line)} ${line.message}`;
    for (const event of buildEvents(entry, discriminator)) this.emit(event);
  }

  /** How many equal lines this host has logged in this second before. */
  private ordinal(line: SyslogLine): number {
    const second = Math.trunc(line.time.getTime() / 1000);
    let repeats = this.repeats.get(line.host);
    if (repeats?.second !== second) {
      repeats = { second, counts: new Map() };
      this.repeats.set(line.host, repeats);
    }
    const count = repeats.counts.get(line.message) ?? 0;
    repeats.counts.set(line.message, count + 1);
    return count;
  }

  private entry(line: SyslogLine, queueId: string): QueueEntry {
    const key = keyOf(line.host, queueId);
    let entry = this.open.get(key);
    if (entry === undefined) {
      entry = new QueueEntry(line.host, queueId, line.time);
      this.open.set(key, entry);
      if (this.open.size > MAX_OPEN) this.releaseOldest();
    }
    return entry;
  }

  private close(entry: QueueEntry | undefined, time: Date): void {
    if (entry === undefined || entry.closedAt !== undefined) return;
    entry.closedAt = time;
    this.closing.push(entry);
  }

  private releaseClosed(now: Date): void {
    let released = 0;
    for (const entry of this.closing) {
      if (entry.closedAt === undefined || now.getTime() - entry.closedAt.getTime() <= LINGER_MS) break;
      this.release(entry);
      released += 1;
    }
    if (released > 0) this.closing.splice(0, released);
  }

  private releaseOldest(): void {
    for (const entry of this.open.values()) {
      this.release(entry);
      return;
    }
  }

  /** Gives an entry out once; it may still wait in `closing` when its queue id is given out again. */
  private release(entry: QueueEntry): void {
    const key = keyOf(entry.host, entry.queueId);
    if (this.open.get(key) !== entry) return;
    this.open.delete(key);
    for (const event of buildEvents(entry)) this.emit(event);
  }
}

function keyOf(host: string, queueId: string): string {
  return `${host} ${queueId}`;
}
