import type { SpamAction } from '../../mail-event/spam-action';
import { MailStatus } from '../../mail-event/mail-status';
import { STATUS_FINALITY } from '../../mail-event/status-finality';
import { isoText } from '../lines/iso-text';
import type { Link } from './chain';
import { deliveryStatus, refusalStatus } from './classify';
import type { DeliveryRecord, RefusalRecord } from '../postfix/postfix-record';
import type { Attempt, Beginning, Destination, RecipientTrack } from './recipient-track';

/** What is true of a message for all its recipients. */
type MessageFacts = Pick<
  QueueEntry,
  | 'clientAddress'
  | 'authenticatedUser'
  | 'tls'
  | 'messageId'
  | 'sender'
  | 'sizeBytes'
  | 'subject'
  | 'spamAction'
  | 'spamScore'
>;

/** A `QueueEntry` as JSON. What an earlier release has saved lacks some fields. */
export type SavedQueueEntry = Omit<ReturnType<QueueEntry['toJSON']>, 'handedTo' | 'recipients'> & {
  handedTo?: string[];
  recipients: (Omit<RecipientTrack, 'givenOut'> & { givenOut?: number })[];
};

const DESTINATIONS = new Map<string, Destination>([
  ['lmtp', 'mailbox'],
  ['local', 'mailbox'],
  ['virtual', 'mailbox'],
  ['pipe', 'mailbox'],
  ['smtp', 'elsewhere'],
]);

/** One message while it is in the queue of one host: what all daemons said about its queue id. */
export class QueueEntry {
  /** Of the open state, in which it is saved. */
  readonly key: string;
  /** Its place among all open messages; undefined for one that is not among them (any more). */
  age: Link<QueueEntry> | undefined;
  /** Its place among those of its host that are to be given out. */
  silence: Link<QueueEntry> | undefined;
  /** It stands in the saved open state. */
  isSaved = false;
  /** Its place in the order in which messages were opened. */
  openedAs = 0;
  /** Its place in the order in which messages were last spoken of. */
  changedAs = 0;
  /** Log time of the newest line about it. */
  changedAt: Date;
  /** When that line was read, by our own monotonic clock. */
  readAt = performance.now();
  /** Nothing more is expected: the message has left the queue. */
  isClosed = false;
  /** It was given out since a line last spoke of it, or there was nothing to give out. */
  isSettled = false;
  /** Some of its events were given out at some time. */
  wasGivenOut = false;
  hasArrival = false;
  clientAddress: string | null = null;
  authenticatedUser: string | null = null;
  tls: string | null = null;
  messageId: string | null = null;
  sender: string | null = null;
  sizeBytes: number | null = null;
  subject: string | null = null;
  spamAction: SpamAction | null = null;
  spamScore: number | null = null;
  /** Its queue id when a content filter was given it, where the filter says so. */
  originalQueueId: string | null = null;
  /** Its queue ids after a content filter sent it back in: what becomes of it is told of them. */
  readonly handedTo = new Set<string>();
  /** Something else is to be said of what was given out before. */
  isToBeRetold = false;
  readonly #tracks = new Map<string, RecipientTrack>();
  /** Those of which not all has been given out. */
  readonly #news = new Set<RecipientTrack>();

  constructor(
    readonly host: string,
    readonly queueId: string,
    readonly firstAt: Date,
  ) {
    this.changedAt = firstAt;
    this.key = `${host} ${queueId}`;
  }

  static restore({
    host,
    queueId,
    firstAt,
    changedAt,
    recipients,
    handedTo = [],
    ...rest
  }: SavedQueueEntry): QueueEntry {
    const entry = new QueueEntry(host, queueId, new Date(firstAt));
    Object.assign(entry, rest);
    entry.changedAt = new Date(changedAt);
    entry.isSaved = true;
    for (const childId of handedTo) entry.handedTo.add(childId);
    for (const { givenOut = 0, ...saved } of recipients) {
      const track = { ...saved, givenOut };
      entry.#tracks.set(keyOf(track.recipient, track.originalRecipient), track);
      if (track.givenOut < track.attempts.length) entry.#news.add(track);
    }
    return entry;
  }

  toJSON() {
    return {
      host: this.host,
      queueId: this.queueId,
      firstAt: isoText(this.firstAt),
      changedAt: isoText(this.changedAt),
      openedAs: this.openedAs,
      changedAs: this.changedAs,
      isClosed: this.isClosed,
      isSettled: this.isSettled,
      wasGivenOut: this.wasGivenOut,
      hasArrival: this.hasArrival,
      clientAddress: this.clientAddress,
      authenticatedUser: this.authenticatedUser,
      tls: this.tls,
      messageId: this.messageId,
      sender: this.sender,
      sizeBytes: this.sizeBytes,
      subject: this.subject,
      spamAction: this.spamAction,
      spamScore: this.spamScore,
      originalQueueId: this.originalQueueId,
      handedTo: [...this.handedTo],
      isToBeRetold: this.isToBeRetold,
      recipients: [...this.#tracks.values()],
    };
  }

  /** Nothing read from now on is about it. */
  get isReleased(): boolean {
    return this.age === undefined;
  }

  get beginning(): Beginning {
    const { queueId, messageId, sizeBytes } = this;
    return { queueId, firstAt: this.firstAt.getTime(), messageId, sizeBytes };
  }

  get hasRecipients(): boolean {
    return this.#tracks.size > 0;
  }

  /** Takes what is true of the whole message, and so changes what was given out of any recipient. */
  learn(facts: Partial<MessageFacts>): void {
    const names = Object.keys(facts) as (keyof MessageFacts)[];
    if (names.every((name) => this[name] === facts[name])) return;
    Object.assign(this, facts);
    this.#retell();
  }

  /** The attempts that have not been given out, which they are thereby. */
  takeNews(): { track: RecipientTrack; attempts: Attempt[] }[] {
    const news = [...this.#news].map((track) => {
      const attempts = track.attempts.slice(track.givenOut);
      track.givenOut = track.attempts.length;
      return { track, attempts };
    });
    this.#news.clear();
    this.isToBeRetold = false;
    return news;
  }

  addDelivery(time: Date, delivery: DeliveryRecord): void {
    const track = this.#track(delivery.recipient, delivery.originalRecipient);
    const destination = DESTINATIONS.get(delivery.agent);
    if (destination !== undefined && destination !== track.destination) {
      track.destination = destination;
      // Whose events the attempts are may be told by that.
      track.givenOut = 0;
    }
    this.#add(track, {
      time: isoText(time),
      status: deliveryStatus(delivery),
      enhancedStatusCode: delivery.enhancedStatusCode,
      reply: delivery.reply,
      relay: delivery.relay,
      delaySeconds: delivery.delaySeconds,
      isOfContent: false,
    });
  }

  addRefusal(time: Date, refusal: RefusalRecord): void {
    this.learn({
      sender: this.sender ?? refusal.sender,
      clientAddress: this.clientAddress ?? refusal.clientAddress,
    });
    const track = this.#track(refusal.recipient, null);
    track.wasRefused = true;
    this.#add(track, {
      time: isoText(time),
      status: refusalStatus(refusal),
      enhancedStatusCode: refusal.enhancedStatusCode,
      reply: refusal.reply === '' ? null : refusal.reply,
      relay: null,
      delaySeconds: null,
      isOfContent: refusal.isWholeMessage,
    });
  }

  /** The queue gave up: who is still waiting has expired, for the reason of the last deferral. */
  expire(time: Date): void {
    for (const track of this.#tracks.values()) {
      const last = track.attempts.at(-1);
      if (last === undefined || STATUS_FINALITY[last.status] > STATUS_FINALITY[MailStatus.DEFERRED]) continue;
      this.#add(track, { ...last, time: isoText(time), status: MailStatus.EXPIRED });
    }
  }

  /** A filter took the message for a recipient: what it had put off for that one goes on under its new queue id. */
  passOn({ recipient, originalRecipient }: DeliveryRecord, child: QueueEntry): void {
    const key = keyOf(recipient, originalRecipient);
    const track = this.#tracks.get(key);
    // The filter does not know of an alias before it, so the event under the alias cannot go on.
    if (track === undefined || originalRecipient !== null || child.#tracks.has(key)) return;
    this.#tracks.delete(key);
    this.#news.delete(track);
    track.began ??= this.beginning;
    child.#tracks.set(key, track);
    child.#news.add(track);
  }

  #add(track: RecipientTrack, attempt: Attempt): void {
    track.attempts.push(attempt);
    this.#news.add(track);
  }

  #retell(): void {
    if (!this.hasRecipients) return;
    this.isToBeRetold = true;
    for (const track of this.#tracks.values()) {
      track.givenOut = 0;
      this.#news.add(track);
    }
  }

  #track(recipient: string, originalRecipient: string | null): RecipientTrack {
    const key = keyOf(recipient, originalRecipient);
    let track = this.#tracks.get(key);
    if (track === undefined) {
      track = {
        recipient,
        originalRecipient,
        destination: 'unknown',
        wasRefused: false,
        attempts: [],
        givenOut: 0,
      };
      this.#tracks.set(key, track);
    }
    return track;
  }
}

/** No address from a log holds a `>` (see delivery.ts and refusal.ts). */
function keyOf(recipient: string, originalRecipient: string | null): string {
  return originalRecipient === null
    ? recipient.toLowerCase()
    : `${recipient.toLowerCase()}>${originalRecipient.toLowerCase()}`;
}
