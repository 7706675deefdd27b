import { PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { AutoReplyAudience } from './auto-reply-audience';
import type { StoredContent } from './auto-reply-content.type';
import type { AutoReplyValues } from './auto-reply-value.type';

@Entity('auto_reply')
@Check('auto_reply_audience_check', `audience IN (${quoted(AutoReplyAudience)})`)
@Check('auto_reply_external_check', `audience = 'EVERYBODY' OR external_content IS NULL`)
@Check('auto_reply_schedule_check', 'ends_at > starts_at')
@Check('auto_reply_repeat_interval_check', 'repeat_interval_days BETWEEN 1 AND 30')
@Check('auto_reply_activated_by_kind_check', `activated_by_kind IN (${quoted(PrincipalKind)})`)
@Check('auto_reply_input_digest_check', '(idempotency_key IS NULL) = (input_digest IS NULL)')
@Unique('auto_reply_idempotency_key', ['mailboxId', 'activatedByKind', 'activatedById', 'idempotencyKey'])
@Index('auto_reply_one_active', ['mailboxId'], { unique: true, where: '(deactivated_at IS NULL)' })
@Index('auto_reply_mailbox', { synchronize: false })
@ObjectType({
  description:
    'An automatic (out-of-office) reply of a mailbox: one activation, from when it was switched on until it is ' +
    'switched off. Its text was fixed when it was switched on or changed; a template that changes later does not ' +
    'change it. Nobody is answered twice within the repeat interval, mailing lists, bounces, spam and other ' +
    'automatic messages never (RFC 5230, RFC 3834).',
})
export class AutoReply {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `arp_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('text')
  @Field(() => AutoReplyAudience, { description: 'Who is answered.' })
  audience!: AutoReplyAudience;

  @Column('jsonb')
  content!: StoredContent;

  /** What others than members of the service are told, where that differs. */
  @Column('jsonb', { name: 'external_content', nullable: true })
  externalContent!: StoredContent | null;

  /** As given, so that it can be written anew from the present template. */
  @Column('jsonb')
  variables!: AutoReplyValues;

  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3 })
  @Field({ description: 'From when on it answers: this instant included.' })
  startsAt!: Date;

  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'Until when it answers: this instant not included. Null when it answers until it is switched off.',
  })
  endsAt!: Date | null;

  @Column('text', { name: 'time_zone' })
  @Field({
    description:
      'The time zone (IANA) in which its schedule was given. Another time zone of the mailbox does not move it.',
  })
  timeZone!: string;

  @Column('integer', { name: 'repeat_interval_days' })
  @Field(() => Int, { description: 'For how many days somebody who was answered is not answered again.' })
  repeatIntervalDays!: number;

  /** How often its memory of who was answered was cleared. */
  @Column('integer', { name: 'reset_count', default: 0 })
  resetCount!: number;

  /** Names its memory of who was answered (RFC 5230, 4.3): another one, and everybody is answered once more. */
  get handle(): string {
    return `${this.id}.${this.resetCount}`;
  }

  @Column('text', { name: 'activated_by_kind' })
  activatedByKind!: 'PERSON' | 'API_KEY';

  @Column('text', { name: 'activated_by_id' })
  activatedById!: string;

  @Column('text', { name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  /** SHA-256 of what was asked for under the key. */
  @Column('bytea', { name: 'input_digest', nullable: true })
  inputDigest!: Buffer | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'activated_at' })
  @Field({ description: 'When it was switched on.' })
  activatedAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  @Field({ description: 'When its text or schedule was last changed.' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', name: 'deactivated_at', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When it was switched off, or another one was switched on; null while it is on.',
  })
  deactivatedAt!: Date | null;
}
