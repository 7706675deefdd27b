import type { DeliveryAttempt } from '../../mail-event/delivery-attempt.type';

/** Where a message went: into a mailbox here, to another server, or the log does not tell. */
export type Destination = 'mailbox' | 'elsewhere' | 'unknown';

export interface Attempt extends DeliveryAttempt {
  relay: string | null;
  delaySeconds: number | null;
  /** The message was refused for what it holds. */
  isOfContent: boolean;
}

/** All that is known of one recipient of a message. */
export interface RecipientTrack {
  recipient: string;
  originalRecipient: string | null;
  destination: Destination;
  /** Refused at the door: it never was in the queue. */
  wasRefused: boolean;
  attempts: Attempt[];
  /** How many of the attempts have been given out. */
  givenOut: number;
  /** Of the queue id under which a content filter put the message off before it took it: the event is that one's. */
  began?: Beginning;
}

/** What tells an event, and does not change when the message comes back from a filter under another queue id. */
export interface Beginning {
  queueId: string;
  /** Milliseconds since 1970. */
  firstAt: number;
  messageId: string | null;
  sizeBytes: number | null;
}
