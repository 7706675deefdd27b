/** What became of a message for one recipient. The order of finality is in `status-finality.ts`. */
export enum MailStatus {
  /** The next server, or the mailbox, took the message. */
  DELIVERED = 'DELIVERED',
  /** Refused for now; it is tried again. */
  DEFERRED = 'DEFERRED',
  /** We had accepted it, delivery failed for good, and the sender was told. */
  BOUNCED = 'BOUNCED',
  /** Refused before it was accepted. */
  REJECTED = 'REJECTED',
  /** Refused as spam, or filed among the spam. */
  SPAM = 'SPAM',
  /** Refused for now because the sender is unknown to the recipient's server; it is tried again. */
  GREYLISTED = 'GREYLISTED',
  /** Taken out by a filter or rule without reaching a folder. */
  FILTERED = 'FILTERED',
  /** Deferred until the queue gave up. */
  EXPIRED = 'EXPIRED',
}
