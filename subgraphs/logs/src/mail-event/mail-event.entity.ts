import { quoted } from '@hostgraph/subgraph-kit';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DeliveryAttempt } from './delivery-attempt.type';
import { DeliveryAttemptType } from './delivery-attempt.type';
import { joinAddress } from './address-parts';
import { MailDirection } from './mail-direction';
import { MailStatus } from './mail-status';
import { SpamAction } from './spam-action';

/**
 * What became of one message for one recipient, from one side's view.
 *
 * Whose it is: `address` is always a party to the message that the server itself established, never one
 * that a stranger merely claimed (see `ingest/correlation/ownership.ts`). A reader sees the events whose
 * `address` is one of the addresses of a mailbox they may see, or lies in a domain of a mail service that they
 * administer; the rest is the operator's.
 *
 * The addresses in it are plain text to GraphQL too: a log repeats what others claimed, and not all of that
 * is an address.
 */
@Entity('mail_event')
@Check('mail_event_direction_check', `direction IN (${quoted(MailDirection)})`)
@Check('mail_event_status_check', `status IN (${quoted(MailStatus)})`)
@Check('mail_event_spam_action_check', `spam_action IN (${quoted(SpamAction)})`)
@Check('mail_event_history_check', `jsonb_typeof(history) = 'array'`)
@Index('mail_event_domain_time', { synchronize: false })
@ObjectType({
  description:
    'What became of one message for one recipient, as the mail servers logged it, from one side’s view. ' +
    'Addresses are `String`, not `EmailAddress`: they stand as the log has them, and a log also repeats what ' +
    'strangers claimed to be addresses.',
})
@Directive('@key(fields: "id", resolvable: false)')
export class MailEvent {
  /** In lower case; empty where the address is a login without one. */
  @PrimaryColumn('text', { name: 'domain', collation: 'C' })
  domain!: string;

  @PrimaryColumn('text', { name: 'local_part', collation: 'C' })
  localPart!: string;

  @PrimaryColumn({ name: 'occurred_at', type: 'timestamptz', precision: 3 })
  @Field({
    name: 'time',
    description:
      'When a mail server first logged the message, by that server’s clock. The log is ordered by it.',
  })
  occurredAt!: Date;

  /** A digest of what the log says of it: the same however often the log is read. */
  @PrimaryColumn('uuid', { name: 'id' })
  key!: string;

  @Field(() => ID, {
    description: 'Opaque id: `evt_` and 32 hexadecimal digits, the same however often the log is read.',
  })
  get id(): string {
    return `evt_${this.key.replaceAll('-', '')}`;
  }

  @Field({
    description:
      'The address whose event this is, in lower case: the login that sent the message (SENT), or the address ' +
      'that received, redirected or refused it (RECEIVED), without the detail that may follow a `+` (RFC 5233): all ' +
      'of that is one mailbox. In the log of a mail service it may be nobody’s.',
  })
  get address(): string {
    return joinAddress(this);
  }

  @Column('text', { name: 'direction' })
  @Field(() => MailDirection, { description: 'Whether the mailbox sent or received the message.' })
  direction!: MailDirection;

  /** Time of the line that gave the present status: log time, never the time of reading. */
  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Column('text', { name: 'correspondent', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The other side: the recipient (SENT) or the envelope sender (RECEIVED). Null where a notification has ' +
      'the null sender. A `String`, as an envelope sender is what a stranger claimed.',
  })
  correspondent!: string | null;

  @Column('text', { name: 'envelope_sender', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The sender given in `MAIL FROM` (RFC 5321), to which failures are reported; it may differ from the ' +
      'header From. Null for the null sender `<>` and where the log does not say.',
  })
  envelopeSender!: string | null;

  @Column('text', { name: 'recipient' })
  @Field({
    description:
      'The recipient. On RECEIVED events the one it was handed on to in the end, behind aliases and ' +
      'redirections; on SENT events the address that the sender wrote to. With its detail, where it has one.',
  })
  recipient!: string;

  @Column('text', { name: 'original_recipient', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The address that the sender wrote to, where an alias or redirection turned it into `recipient`; null ' +
      'otherwise, and on SENT events.',
  })
  originalRecipient!: string | null;

  @Column('text', { name: 'message_id', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The Message-ID header as it stands, angle brackets included; null where none was logged.',
  })
  messageId!: string | null;

  @Column('integer', { name: 'size_bytes', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description:
      'Size of the message in bytes, headers included; null where it was refused before it was sent.',
  })
  sizeBytes!: number | null;

  @Column('double precision', { name: 'delay_seconds', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'Seconds from the arrival of the message to the last attempt; null where there was none.',
  })
  delaySeconds!: number | null;

  @Column('text', { name: 'relay', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The server that it was handed to, as Postfix writes it: `mx.example.net[192.0.2.1]:25`; null where no ' +
      'server was reached, or where it is the business of somebody else’s alias.',
  })
  relay!: string | null;

  /** Name of the server that wrote the log. */
  @Column('text', { name: 'host' })
  host!: string;

  /** Postfix queue id; null where the message was refused before it got one. */
  @Column('text', { name: 'queue_id', nullable: true })
  queueId!: string | null;

  @Column('text', { name: 'status' })
  @Field(() => MailStatus, { description: 'What became of the message so far.' })
  status!: MailStatus;

  @Column('text', { name: 'enhanced_status_code', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Enhanced status code (RFC 3463) such as `5.1.1`; null where the server gave none.',
  })
  enhancedStatusCode!: string | null;

  @Column('text', { name: 'reply', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The answering server’s own words, which `explanation` puts plainly; null where it said nothing, or ' +
      'where they are the business of somebody else’s alias. Text from outside: escape it before showing it.',
  })
  reply!: string | null;

  @Column('text', { name: 'authenticated_user', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The login that sent the message. On SENT events only: a recipient is not told it.',
  })
  authenticatedUser!: string | null;

  @Column('text', { name: 'client_address', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'IP address (v4 or v6) that handed in the message: the sender’s device on SENT events; on RECEIVED ' +
      'events only where it was a foreign server’s, as a recipient is not told a sender’s device.',
  })
  clientAddress!: string | null;

  @Column('text', { name: 'tls', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Protocol of the encrypted connection by which the message came in, such as `TLSv1.3`; null where none ' +
      'was logged.',
  })
  tls!: string | null;

  @Column('text', { name: 'subject', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Subject of the message, decoded, at most 200 characters, with `…` where it was longer; null where it has none ' +
      'or the mail server does not log it. Text from outside: escape it before showing it.',
  })
  subject!: string | null;

  @Column('text', { name: 'spam_action', nullable: true })
  @Field(() => SpamAction, {
    nullable: true,
    description:
      'What the spam filter asked for. On RECEIVED events only; null where no filter logged a verdict on the message. ' +
      '`status` says what became of it.',
  })
  spamAction!: SpamAction | null;

  @Column('double precision', { name: 'spam_score', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description:
      'Points that the spam filter gave the message: the more, the more it looks like spam; below 0 it looks wanted. ' +
      'Null as `spamAction` is, and where the filter decided without counting.',
  })
  spamScore!: number | null;

  @Column('text', { name: 'folder', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Folder of the mailbox in which the message was first filed, such as `INBOX` or `Junk`; null where it ' +
      'reached none or none was logged.',
  })
  folder!: string | null;

  @Column('jsonb', { name: 'history' })
  @Field(() => [DeliveryAttemptType], {
    description: 'Everything that happened to the message, oldest first.',
  })
  history!: DeliveryAttempt[];
}
