import type { DeliveryAttempt } from '../../mail-event/delivery-attempt.type';

/** Where a message went: into a mailbox here, to another server, or the log does not tell. */
export type Destination = 'mailbox' | 'elsewhere' | 'unknown';

export interface Attempt extends DeliveryAttempt {
  readonly relay: string | null;
  readonly delaySeconds: number | null;
  /** The message was refused for what it holds. */
  readonly isOfContent: boolean;
}

/** All that is known of one recipient of a message. */
export interface RecipientTrack {
  readonly recipient: string;
  readonly originalRecipient: string | null;
  // eslint-disable-next-line no-restricted-syntax -- as the lines say
  destination: Destination;
  /** Refused at the door: it never was in the queue. */
  // eslint-disable-next-line no-restricted-syntax -- as the lines say
  wasRefused: boolean;
  readonly attempts: Attempt[];
  /** How many of the attempts have been given out. */
  // eslint-disable-next-line no-restricted-syntax -- as the lines say
  givenOut: number;
  /** Of the queue id under which a content filter put the message off before it took it: the event is that one's. */
  // eslint-disable-next-line no-restricted-syntax -- as the lines say
  began?: Beginning;
}

/** What tells an event, and does not change when the message comes back from a filter under another queue id. */
export interface Beginning {
  readonly queueId: string;
  /** Milliseconds since 1970. */
  readonly firstAt: number;
  readonly messageId: string | null;
  readonly sizeBytes: number | null;
}
