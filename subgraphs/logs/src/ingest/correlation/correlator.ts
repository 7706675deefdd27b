import type { ArrivalRecord, DeliveryRecord, PostfixRecord, RefusalRecord } from '../postfix/postfix-record';
import type { SyslogLine } from '../syslog/syslog-line';
import type { HostQueue, OpenEntries } from '../queue/open-entries';
import type { SpamVerdict } from '../rspamd/spam-verdict';
import { VerdictBuffer } from '../rspamd/verdict-buffer';
import { buildEvents } from './build-events';
import { isReturned, queuedAs } from './filter-return';
import type { MailEventRow } from './mail-event-row';
import { QueueEntry } from '../queue/queue-entry';
import { Repeats } from './repeats';
import { type SmtpSession, SmtpSessions } from './smtp-sessions';

/**
 * By the log's time: daemons log independently, so a line may arrive a little after the one that removes the message.
 * A second is the resolution of many logs; more would hold up what somebody is waiting to see.
 */
const LINGER_MS = 1000;
/** Postfix gives up after five days (maximal_queue_lifetime); some raise it, few above ten. */
const MAX_AGE_MS = 10 * 24 * 60 * 60 * 1000;
/** Messages in the queues of all hosts together; beyond it the oldest are given out as they stand. */
const MAX_OPEN = 200_000;
// smtpd's own sentence for reject_sender_login_mismatch; the quoted address holds no `>` (see refusal.ts).
const NOT_OWNED =
  /^\d{3} \d\.\d{1,3}\.\d{1,3} <[^<>]*>: Sender address rejected: not owned by user (\S{1,320})$/;

/** What lines read so far mean for lines still to come; whoever has it can save it. */
export interface Memory {
  /** Messages in a queue, by host and queue id. */
  readonly entries: OpenEntries;
  /** Open SMTP connections, by host and process id. */
  readonly sessions: Map<string, SmtpSession>;
  /** Identical refusals within one second, by host. */
  readonly repeats: Map<string, Repeats>;
  /** What a spam filter thinks of messages that are not known; oldest first. */
  readonly verdicts: Map<string, SpamVerdict>;
}

/** What is to be said of a message since it was last given out. */
export interface News {
  readonly rows: MailEventRow[];
  /** It replaces all that was given out of the message before. */
  readonly isWhole: boolean;
}

/**
 * Joins what Postfix's daemons, on any number of hosts, say about each queue id. The events of a message are
 * given out when its host has said nothing of it for a second of its log's time: for good if it has left
 * the queue, and as they stand if not. Those given out earlier, as nothing more could be read of them for a while,
 * advance to the same events; so when, and in what portions, the lines are read makes no difference in the end.
 */
export class Correlator {
  readonly #open: OpenEntries;
  readonly #sessions: SmtpSessions;
  readonly #verdicts: VerdictBuffer;

  /** @param emit takes what is to be said of one message; an event that was given out earlier is advanced by it */
  constructor(
    private readonly memory: Memory,
    private readonly emit: (entry: QueueEntry, news: News) => void,
  ) {
    this.#open = memory.entries;
    this.#sessions = new SmtpSessions(memory.sessions);
    this.#verdicts = new VerdictBuffer(memory.verdicts);
  }

  accept(line: SyslogLine, record: PostfixRecord): void {
    this.#flush(this.#open.queueOf(line.host), line.time);
    switch (record.kind) {
      case 'connection':
        this.#sessions.reset(line.host, line.pid);
        return;
      case 'tls':
        this.#sessions.learn(line.host, line.pid, { tls: record.protocol });
        return;
      case 'arrival':
        this.#arrive(line, record);
        return;
      case 'message-id':
        this.#identify(this.#entry(line, record.queueId), record.messageId);
        return;
      case 'subject': {
        const entry = this.#entry(line, record.queueId);
        entry.learn({ subject: entry.subject ?? record.subject });
        return;
      }
      case 'queued': {
        const { sender, sizeBytes } = record;
        this.#entry(line, record.queueId).learn({ sender, sizeBytes });
        return;
      }
      case 'delivery':
        this.#deliver(line, record);
        return;
      case 'expired':
        this.#known(line, record.queueId)?.expire(line.time);
        return;
      case 'removed': {
        const entry = this.#known(line, record.queueId);
        if (entry !== undefined) entry.isClosed = true;
        return;
      }
      case 'refusal':
        this.#refuse(line, record);
    }
  }

  /**
   * A spam filter has looked at a message. It need not run on the message's host, nor say on which it runs; so the
   * message is known by both of its ids.
   */
  applyVerdict(verdict: SpamVerdict): void {
    for (const { entries } of this.#open.queues()) {
      const entry = entries.get(verdict.queueId);
      if (entry?.messageId !== verdict.messageId) continue;
      entry.learn({ spamAction: verdict.action, spamScore: verdict.score });
      this.#touch(entry, entry.changedAt);
      return;
    }
    this.#verdicts.add(verdict);
  }

  /** Gives out, as far as it is known, everything of which nothing has been read for so long. */
  flushQuiet(forMs: number): void {
    const latest = performance.now() - forMs;
    for (const { unsettled } of this.#open.queues()) {
      for (let entry = unsettled.first; entry !== undefined; entry = unsettled.first) {
        if (entry.readAt > latest) break;
        this.#emitEvents(entry);
      }
    }
  }

  #arrive(line: SyslogLine, record: ArrivalRecord): void {
    const before = this.#open.get(line.host, record.queueId);
    // Postfix gives short queue ids out again.
    if (before !== undefined && (before.hasArrival || before.isClosed)) this.#release(before);
    const entry = this.#entry(line, record.queueId);
    entry.hasArrival = true;
    const { clientAddress, authenticatedUser, originalQueueId } = record;
    entry.learn({ clientAddress: record.originalClient ?? clientAddress, authenticatedUser });
    if (clientAddress === null) return;
    entry.learn({ tls: this.#sessions.of(line.host, line.pid)?.tls ?? null });
    if (authenticatedUser !== null) this.#sessions.learn(line.host, line.pid, { authenticatedUser });
    if (originalQueueId === undefined) return;
    entry.originalQueueId = originalQueueId;
    const parent = this.#known(line, originalQueueId);
    if (parent !== undefined && parent !== entry) this.#handOver(parent, entry);
  }

  #identify(entry: QueueEntry, messageId: string): void {
    entry.learn({ messageId: entry.messageId ?? messageId });
    const verdict = this.#verdicts.take(entry.queueId, entry.messageId ?? messageId);
    if (verdict !== undefined) entry.learn({ spamAction: verdict.action, spamScore: verdict.score });
  }

  #deliver(line: SyslogLine, record: DeliveryRecord): void {
    const entry = this.#entry(line, record.queueId);
    const childId = queuedAs(record);
    if (childId === undefined || !this.#isHandedOver(entry, childId, record)) {
      entry.addDelivery(line.time, record);
    }
  }

  /** Whether a content filter has sent the message back in under that queue id, which then has the real outcome. */
  #isHandedOver(entry: QueueEntry, childId: string, record: DeliveryRecord): boolean {
    const child = this.#open.get(entry.host, childId);
    if (!entry.handedTo.has(childId)) {
      if (!isReturned(entry, child, record)) return false;
      if (child !== undefined) this.#handOver(entry, child);
    }
    if (child !== undefined) entry.passOn(record, child);
    return true;
  }

  /** What is known of whom a message comes from moves to the queue id under which it has come back. */
  #handOver(parent: QueueEntry, child: QueueEntry): void {
    parent.handedTo.add(child.queueId);
    child.learn({
      authenticatedUser: child.authenticatedUser ?? parent.authenticatedUser,
      spamAction: child.spamAction ?? parent.spamAction,
      spamScore: child.spamScore ?? parent.spamScore,
      ...(parent.hasArrival && { clientAddress: parent.clientAddress, tls: parent.tls }),
    });
    this.#touch(child, child.changedAt);
  }

  #refuse(line: SyslogLine, record: RefusalRecord): void {
    const login =
      NOT_OWNED.exec(record.reply)?.[1] ?? this.#sessions.of(line.host, line.pid)?.authenticatedUser ?? null;
    if (record.queueId !== null) {
      const entry = this.#entry(line, record.queueId);
      entry.authenticatedUser ??= login;
      entry.addRefusal(line.time, record);
      entry.isClosed ||= record.isWholeMessage;
      return;
    }
    const entry = new QueueEntry(line.host, '', line.time);
    entry.authenticatedUser = login;
    entry.tls = this.#sessions.of(line.host, line.pid)?.tls ?? null;
    entry.addRefusal(line.time, record);
    const discriminator = `NOQUEUE ${this.#ordinal(line)} ${line.message}`;
    this.emit(entry, { rows: buildEvents(entry, discriminator), isWhole: true });
  }

  /** How many equal lines this host has logged in this second before. */
  #ordinal(line: SyslogLine): number {
    const second = Math.trunc(line.time.getTime() / 1000);
    const before = this.memory.repeats.get(line.host);
    const repeats = before?.second === second ? before : new Repeats(second);
    this.memory.repeats.set(line.host, repeats);
    return repeats.add(line.message);
  }

  /** The entry of a queue id, which the line says something about. */
  #entry(line: SyslogLine, queueId: string): QueueEntry {
    const known = this.#known(line, queueId);
    if (known !== undefined) return known;
    const entry = new QueueEntry(line.host, queueId, line.time);
    this.#open.add(entry);
    if (this.#open.size > MAX_OPEN && this.#open.oldest !== undefined) this.#release(this.#open.oldest);
    return entry;
  }

  #known(line: SyslogLine, queueId: string): QueueEntry | undefined {
    const entry = this.#open.get(line.host, queueId);
    if (entry !== undefined) this.#touch(entry, line.time);
    return entry;
  }

  #touch(entry: QueueEntry, time: Date): void {
    entry.changedAt = time;
    this.#open.touch(entry);
  }

  #flush({ unsettled }: HostQueue, now: Date): void {
    for (let entry = unsettled.first; entry !== undefined; entry = unsettled.first) {
      // A line from the future must not hold up the others until then.
      if (Math.abs(now.getTime() - entry.changedAt.getTime()) <= LINGER_MS) break;
      this.#emitEvents(entry);
    }
    for (let entry = this.#open.oldest; entry !== undefined; entry = this.#open.oldest) {
      if (now.getTime() - entry.firstAt.getTime() <= MAX_AGE_MS) break;
      this.#release(entry);
    }
  }

  #emitEvents(entry: QueueEntry): void {
    if (entry.isClosed) {
      this.#release(entry);
      return;
    }
    this.#open.flush(entry);
    if (!entry.hasRecipients) return;
    this.#emitNews(entry);
    entry.wasGivenOut = true;
  }

  /** Gives an entry out for the last time. */
  #release(entry: QueueEntry): void {
    this.#open.delete(entry);
    this.#emitNews(entry);
  }

  #emitNews(entry: QueueEntry): void {
    const isWhole = entry.isToBeRetold;
    this.emit(entry, { rows: buildEvents(entry), isWhole });
  }
}
