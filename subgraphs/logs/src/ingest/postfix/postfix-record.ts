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
  kind: 'connection';
}

/** The client of this smtpd process started TLS. */
export interface TlsRecord {
  kind: 'tls';
  protocol: string;
}

/** A message got its queue id: from an SMTP client, or (without client) from a local program. */
export interface ArrivalRecord {
  kind: 'arrival';
  queueId: string;
  clientAddress: string | null;
  authenticatedUser: string | null;
  /** Where a content filter sends a message back in (XFORWARD): its queue id before, and who had sent it. */
  originalQueueId: string | undefined;
  originalClient: string | undefined;
}

export interface MessageIdRecord {
  kind: 'message-id';
  queueId: string;
  messageId: string;
}

/** cleanup was told to log the subject. */
export interface SubjectRecord {
  kind: 'subject';
  queueId: string;
  subject: string | null;
}

export interface QueuedRecord {
  kind: 'queued';
  queueId: string;
  /** Null for the null sender. */
  sender: string | null;
  sizeBytes: number | null;
}

export interface DeliveryRecord {
  kind: 'delivery';
  queueId: string;
  /** The delivery agent: `smtp`, `lmtp`, `local`, `virtual`, `pipe`, `error`, `discard`, … */
  agent: string;
  recipient: string;
  originalRecipient: string | null;
  relay: string | null;
  delaySeconds: number | null;
  enhancedStatusCode: string | null;
  outcome: 'sent' | 'deferred' | 'bounced';
  reply: string;
}

export interface ExpiredRecord {
  kind: 'expired';
  queueId: string;
}

export interface RemovedRecord {
  kind: 'removed';
  queueId: string;
}

/** smtpd, cleanup, postscreen or a milter behind them refused or dropped a message or a recipient. */
export interface RefusalRecord {
  kind: 'refusal';
  /** Null where the message had no queue id yet. */
  queueId: string | null;
  action: 'reject' | 'discard';
  /** The whole message is refused, not one of its recipients: nothing more will be said about the queue id. */
  isWholeMessage: boolean;
  clientAddress: string;
  enhancedStatusCode: string | null;
  /** 4xx: the client may try again. */
  isTemporary: boolean;
  reply: string;
  sender: string | null;
  recipient: string;
}
