import { hash } from 'node:crypto';
import { splitAddress } from '../../mail-event/address-parts';
import { MailDirection } from '../../mail-event/mail-direction';
import { MailStatus } from '../../mail-event/mail-status';
import { SpamAction } from '../../mail-event/spam-action';
import { STATUS_FINALITY } from '../../mail-event/status-finality';
import { compareAttempts, distinctAttempts } from './attempts';
import type { MailEventRow } from './mail-event-row';
import { perspectives, type Perspective } from './ownership';
import type { QueueEntry } from '../queue/queue-entry';
import type { Attempt, Beginning } from '../queue/recipient-track';

/** Hexadecimal digits of a UUID. */
const ID_DIGITS = 32;

/**
 * What has happened to one message and was not given out yet, as events: one per recipient and perspective. Recipients
 * that are the same from a perspective (an alias's members for the sender, a mailbox reached directly and through an
 * alias) share one.
 *
 * @param discriminator tells apart messages that were refused before they got a queue id
 */
export function buildEvents(entry: QueueEntry, discriminator: string | null = null): MailEventRow[] {
  const groups = new Map<string, { view: Perspective; began: Beginning; attempts: Attempt[] }>();
  const { beginning } = entry;
  for (const { track, attempts } of entry.takeNews()) {
    const began = track.began ?? beginning;
    for (const view of perspectives(entry, track)) {
      const key = eventId([
        entry.host,
        discriminator ?? began.queueId,
        began.firstAt,
        view.recipient.toLowerCase(),
        view.direction,
        view.address,
      ]);
      const visible = visibleAttempts(entry, attempts, view);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { view, began, attempts: visible });
      else for (const attempt of visible) group.attempts.push(attempt);
    }
  }
  const rows: MailEventRow[] = [];
  for (const [key, { view, began, attempts }] of groups) {
    const row = toRow(key, entry, began, view, attempts);
    if (row !== undefined) rows.push(discriminator === null ? row : { ...row, queueId: null });
  }
  return rows;
}

/** A list of its own. */
function visibleAttempts(entry: QueueEntry, news: readonly Attempt[], view: Perspective): Attempt[] {
  const attempts = news.map(entry.spamAction === SpamAction.REJECT ? asSpam : (attempt) => attempt);
  return view.showsReplies ? attempts : attempts.map((attempt) => ({ ...attempt, reply: null, relay: null }));
}

/** A site chooses the words with which a filter's verdict is told; they need not say spam. */
function asSpam(attempt: Attempt): Attempt {
  const isVerdict = attempt.isOfContent && attempt.status === MailStatus.REJECTED;
  return isVerdict ? { ...attempt, status: MailStatus.SPAM } : attempt;
}

function toRow(
  key: string,
  entry: QueueEntry,
  began: Beginning,
  view: Perspective,
  attempts: Attempt[],
): MailEventRow | undefined {
  const ordered = attempts.length > 1 ? attempts.toSorted(compareAttempts) : attempts;
  let [decisive] = ordered;
  if (decisive === undefined) return undefined;
  for (const next of ordered)
    if (STATUS_FINALITY[next.status] >= STATUS_FINALITY[decisive.status]) decisive = next;
  const isSent = view.direction === MailDirection.SENT;
  return {
    key,
    ...splitAddress(view.address),
    address: view.address,
    direction: view.direction,
    occurredAt: new Date(began.firstAt),
    updatedAt: decisive.time,
    correspondent: view.correspondent,
    envelopeSender: entry.sender,
    recipient: view.recipient,
    originalRecipient: view.originalRecipient,
    messageId: began.messageId,
    sizeBytes: began.sizeBytes,
    delaySeconds: decisive.delaySeconds,
    relay: decisive.relay,
    host: entry.host,
    queueId: began.queueId,
    status: decisive.status,
    enhancedStatusCode: decisive.enhancedStatusCode,
    reply: decisive.reply,
    // A recipient is told neither the login nor the device of a sender of ours.
    authenticatedUser: isSent ? entry.authenticatedUser : null,
    clientAddress: isSent || entry.authenticatedUser === null ? entry.clientAddress : null,
    tls: entry.tls,
    subject: entry.subject,
    // What our filter thinks of a message is the recipient's to know.
    spamAction: isSent ? null : entry.spamAction,
    spamScore: isSent ? null : entry.spamScore,
    folder: null,
    history: distinctAttempts(ordered),
  };
}

/**
 * The first 128 bits of a SHA-256 over the parts. JSON keeps the parts apart, so no address can be written such that
 * it runs into its neighbour.
 */
function eventId(parts: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, ID_DIGITS);
}
