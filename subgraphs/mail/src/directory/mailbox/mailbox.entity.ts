import { quoted, RequireScope, SafeInt } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { MailboxState } from './mailbox-state';

@Entity('mailbox')
@Check('mailbox_display_name_check', 'length(display_name) BETWEEN 1 AND 200')
@Check('mailbox_state_check', `state IN (${quoted(MailboxState)})`)
@Check('mailbox_password_hash_check', `password_hash LIKE '{ARGON2ID}$argon2id$%'`)
@Check('mailbox_quota_bytes_check', 'quota_bytes BETWEEN 1048576 AND 17592186044416')
@Check('mailbox_time_zone_check', 'length(time_zone) <= 64')
@Unique('mailbox_id_mail_service_id_key', ['id', 'mailServiceId'])
@Index('mailbox_mail_service', ['mailServiceId', 'displayName', 'id'])
@Index('mailbox_deleted', { synchronize: false })
@ObjectType({
  description:
    'A mailbox: one store of messages, reached by a primary address and any aliases. Administrators of its ' +
    'organization may see it, and collaborators who use it or hold a right on it.',
})
@Directive('@key(fields: "id")')
@RequireScope('mail:read')
export class Mailbox {
  @PrimaryColumn('text', { name: 'id' })
  @Field(() => ID, { description: 'Opaque id, `mbx_…`.' })
  id!: string;

  @Column('text', { name: 'mail_service_id' })
  mailServiceId!: string;

  @Column('text', { name: 'display_name' })
  @Field(() => String, { description: 'What people call it, 1 to 200 characters; need not be unique.' })
  displayName!: string;

  @Column('text', { name: 'state', default: MailboxState.ACTIVE })
  @Field(() => MailboxState, { description: 'Whether it is in use.' })
  state!: MailboxState;

  /** For the mail servers' eyes: it is written here, and only they read it. */
  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash?: string | null;

  /** A text, because pg reads a bigint as one; SafeInt answers it as a number, and the table keeps it safe. */
  @Column('bigint', { name: 'quota_bytes', default: 10_737_418_240 })
  @Field(() => SafeInt, { description: 'How many bytes of messages it may hold.' })
  quotaBytes!: string;

  @Column('boolean', { name: 'antispam_enabled', default: true })
  @Field(() => Boolean, {
    description: 'Whether messages that the spam filter recognises are put into the folder for spam.',
  })
  antispamEnabled!: boolean;

  @Column('boolean', { name: 'ad_filter_enabled', default: false })
  @Field(() => Boolean, {
    description: 'Whether advertising and newsletters are put into a folder of their own.',
  })
  adFilterEnabled!: boolean;

  @Column('boolean', { name: 'redirection_keeps_copy', default: true })
  @Field(() => Boolean, {
    description: 'Whether it also keeps the messages that its redirections forward.',
  })
  redirectionKeepsCopy!: boolean;

  @Column('text', { name: 'time_zone', default: 'Europe/Zurich' })
  @Field(() => String, {
    description: 'By which clock its days begin and end: a name of the IANA time zone database.',
  })
  timeZone!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'When the mailbox was created.' })
  createdAt!: Date;

  /** Nobody sees it as a mailbox from then on. */
  @Column({ name: 'deleted_at', type: 'timestamptz', precision: 3, nullable: true })
  deletedAt!: Date | null;
}
