import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DeliveryAttempt } from './delivery-attempt';
import { MailDirection } from './mail-direction';
import { MailStatus } from './mail-status';

/**
 * What became of one message for one recipient, from one side's view.
 *
 * Whose it is: `address` is always a party to the message that the server itself established, never one
 * that a stranger merely claimed (see `ingest/correlation/ownership.ts`). A reader sees the events whose
 * `address` is one of the addresses of a mailbox they may see; the rest is the operator's.
 */
@Entity({ name: 'mail_event', schema: 'logs' })
@Check('mail_event_direction_check', `direction IN (${quoted(MailDirection)})`)
@Check('mail_event_status_check', `status IN (${quoted(MailStatus)})`)
@Check('mail_event_history_check', `jsonb_typeof(history) = 'array'`)
@Index('mail_event_address_time', { synchronize: false })
export class MailEvent {
  /** `evt_` and 22 base-62 digits: a hash of what identifies the event, the same on every reading. */
  @PrimaryColumn({ name: 'id', type: 'text' })
  id!: string;

  /** Lower case. The sender's login (SENT), or the recipient or redirecting address (RECEIVED). */
  @Column({ name: 'address', type: 'text' })
  address!: string;

  @Column({ name: 'direction', type: 'text' })
  direction!: MailDirection;

  /** Time of the first line about the queue id. */
  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  /** Time of the line that gave the present status: log time, never the time of reading. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  /** The other side. Null where the sender is the null sender of a notification. */
  @Column({ name: 'correspondent', type: 'text', nullable: true })
  correspondent!: string | null;

  /** `MAIL FROM`; null for the null sender `<>` and where the log does not say. */
  @Column({ name: 'envelope_sender', type: 'text', nullable: true })
  envelopeSender!: string | null;

  @Column({ name: 'recipient', type: 'text' })
  recipient!: string;

  /** The address the sender wrote to, where an alias or redirection turned it into `recipient`. */
  @Column({ name: 'original_recipient', type: 'text', nullable: true })
  originalRecipient!: string | null;

  /** The Message-ID header as it stands, angle brackets included. */
  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId!: string | null;

  @Column({ name: 'size_bytes', type: 'integer', nullable: true })
  sizeBytes!: number | null;

  /** Seconds from arrival to the last attempt. */
  @Column({ name: 'delay_seconds', type: 'double precision', nullable: true })
  delaySeconds!: number | null;

  /** The server it was handed to, as Postfix writes it: `mx.example.net[192.0.2.1]:25`. */
  @Column({ name: 'relay', type: 'text', nullable: true })
  relay!: string | null;

  /** Name of the server that wrote the log. */
  @Column({ name: 'host', type: 'text' })
  host!: string;

  /** Postfix queue id; null where the message was refused before it got one. */
  @Column({ name: 'queue_id', type: 'text', nullable: true })
  queueId!: string | null;

  @Column({ name: 'status', type: 'text' })
  status!: MailStatus;

  /** RFC 3463 code such as `5.1.1`. */
  @Column({ name: 'enhanced_status_code', type: 'text', nullable: true })
  enhancedStatusCode!: string | null;

  /** The answering server's own words. */
  @Column({ name: 'reply', type: 'text', nullable: true })
  reply!: string | null;

  /** Login of the sender; on SENT events only, a recipient is not told it. */
  @Column({ name: 'authenticated_user', type: 'text', nullable: true })
  authenticatedUser!: string | null;

  /** IP address that handed us the message; on RECEIVED events only where it was a foreign server's. */
  @Column({ name: 'client_address', type: 'text', nullable: true })
  clientAddress!: string | null;

  /** Protocol of the encrypted connection the message came in by, such as `TLSv1.3`; null: none was logged. */
  @Column({ name: 'tls', type: 'text', nullable: true })
  tls!: string | null;

  /** Folder the message was first filed in, as Dovecot names it. */
  @Column({ name: 'folder', type: 'text', nullable: true })
  folder!: string | null;

  /** Every attempt, oldest first. */
  @Column({ name: 'history', type: 'jsonb' })
  history!: DeliveryAttempt[];
}

function quoted(names: Record<string, string>): string {
  return Object.values(names)
    .map((name) => `'${name}'`)
    .join(', ');
}
