/** What one Postfix line says, as far as it matters to an event. Addresses are as logged, without `<>`. */
export type PostfixRecord =
  | ConnectionRecord
  | TlsRecord
  | ArrivalRecord
  | MessageIdRecord
  | SubjectRecord
  | QueuedRecord
  | DeliveryRecord
  | ExpiredRecord
  | RemovedRecord
  | RefusalRecord;

/** An SMTP session of this smtpd process began or ended. */
export interface ConnectionRecord {
  readonly kind: 'connection';
}

/** The client of this smtpd process started TLS. */
export interface TlsRecord {
  readonly kind: 'tls';
  readonly protocol: string;
}

/** A message got its queue id: from an SMTP client, or (without client) from a local program. */
export interface ArrivalRecord {
  readonly kind: 'arrival';
  readonly queueId: string;
  readonly clientAddress: string | null;
  readonly authenticatedUser: string | null;
  /** Where a content filter sends a message back in (XFORWARD): its queue id before, and who had sent it. */
  readonly originalQueueId: string | undefined;
  readonly originalClient: string | undefined;
}

export interface MessageIdRecord {
  readonly kind: 'message-id';
  readonly queueId: string;
  readonly messageId: string;
}

/** cleanup was told to log the subject. */
export interface SubjectRecord {
  readonly kind: 'subject';
  readonly queueId: string;
  readonly subject: string | null;
}

export interface QueuedRecord {
  readonly kind: 'queued';
  readonly queueId: string;
  /** Null for the null sender. */
  readonly sender: string | null;
  readonly sizeBytes: number | null;
}

export interface DeliveryRecord {
  readonly kind: 'delivery';
  readonly queueId: string;
  /** The delivery agent: `smtp`, `lmtp`, `local`, `virtual`, `pipe`, `error`, `discard`, … */
  readonly agent: string;
  readonly recipient: string;
  readonly originalRecipient: string | null;
  readonly relay: string | null;
  readonly delaySeconds: number | null;
  readonly enhancedStatusCode: string | null;
  readonly outcome: 'sent' | 'deferred' | 'bounced';
  readonly reply: string;
}

export interface ExpiredRecord {
  readonly kind: 'expired';
  readonly queueId: string;
}

export interface RemovedRecord {
  readonly kind: 'removed';
  readonly queueId: string;
}

/** smtpd, cleanup, postscreen or a milter behind them refused or dropped a message or a recipient. */
export interface RefusalRecord {
  readonly kind: 'refusal';
  /** Null where the message had no queue id yet. */
  readonly queueId: string | null;
  readonly action: 'reject' | 'discard';
  /** The whole message is refused, not one of its recipients: nothing more will be said about the queue id. */
  readonly isWholeMessage: boolean;
  readonly clientAddress: string;
  readonly enhancedStatusCode: string | null;
  /** 4xx: the client may try again. */
  readonly isTemporary: boolean;
  readonly reply: string;
  readonly sender: string | null;
  readonly recipient: string;
}
