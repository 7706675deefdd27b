import { EmailAddress, PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { LogReading } from './log-reading';
import { LogScope } from '../../mail-event/log-scope';
import { MailDirection } from '../../mail-event/mail-direction';
import { MailStatus } from '../../mail-event/mail-status';

@Entity('search')
@Check('search_principal_kind_check', `principal_kind IN (${quoted(PrincipalKind)})`)
@Check('search_reading_check', `reading IN (${quoted(LogReading)})`)
@Check('search_direction_check', `direction IN (${quoted(MailDirection)})`)
@Check('search_row_count_check', 'row_count >= 0')
@Check('search_owner_check', 'num_nonnulls(mailbox_id, mail_service_id) = 1')
@Index('search_mailbox_time', { synchronize: false })
@Index('search_mail_service_time', { synchronize: false })
@ObjectType({
  description:
    'One reading of an activity log: who, when, in which way, what they asked for and how much they were answered. ' +
    'Never changed.',
})
export class LogSearch {
  @PrimaryColumn('text', { name: 'id' })
  @Field(() => ID, { description: 'Opaque id, `lse_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id', nullable: true })
  mailboxId!: string | null;

  @Column('text', { name: 'mail_service_id', nullable: true })
  mailServiceId!: string | null;

  @Field(() => LogScope, {
    description: 'Whether it was a mailbox’s log, or that of its whole mail service.',
  })
  get scope(): LogScope {
    return this.mailServiceId === null ? LogScope.MAILBOX : LogScope.MAIL_SERVICE;
  }

  @CreateDateColumn({ name: 'searched_at', type: 'timestamptz', precision: 3 })
  @Field({ name: 'time', description: 'When the log was read, to the millisecond.' })
  searchedAt!: Date;

  @Column('text', { name: 'principal_kind' })
  principalKind!: 'PERSON' | 'API_KEY';

  @Column('text', { name: 'principal_id' })
  principalId!: string;

  @Column('text', { name: 'reading', default: LogReading.PAGE })
  @Field(() => LogReading, { description: 'In which way it was read.' })
  reading!: LogReading;

  @Column('text', { name: 'direction', nullable: true })
  @Field(() => MailDirection, {
    nullable: true,
    description: 'Which direction was asked for; null for both.',
  })
  direction!: MailDirection | null;

  @Column({ name: 'from_time', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'From when on events were asked for, inclusive; null for no such limit.',
  })
  from!: Date | null;

  @Column({ name: 'to_time', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'Until when events were asked for, exclusive; null for no such limit.',
  })
  to!: Date | null;

  @Column('text', { name: 'statuses', array: true, nullable: true })
  @Field(() => [MailStatus], {
    nullable: true,
    description: 'Which statuses were asked for; null for all.',
  })
  statuses!: MailStatus[] | null;

  @Column('text', { name: 'correspondent', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Which text the correspondent was to contain, as it was typed; null for any.',
  })
  correspondent!: string | null;

  @Column('text', { name: 'subject', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Which text the subject was to contain, as it was typed; null for any.',
  })
  subject!: string | null;

  @Column('text', { name: 'addresses', array: true, nullable: true })
  @Field(() => [EmailAddress], {
    nullable: true,
    description:
      'Which addresses the events were to have; null for any. Among the searches of a mailbox, only its own are ' +
      'named.',
  })
  addresses!: string[] | null;

  @Column('text', { name: 'request_id' })
  requestId!: string;

  @Column('integer', { name: 'row_count' })
  @Field(() => Int, {
    description:
      'How many events were answered: on the page, 0 to 100, in the file, or counted in the summary; always 0 for LIVE, which is recorded ' +
      'before the first event comes. Among the searches of a mailbox, those of its own addresses only, and of an ' +
      'address that became its own between two of these events, one.',
  })
  rowCount!: number;
}
