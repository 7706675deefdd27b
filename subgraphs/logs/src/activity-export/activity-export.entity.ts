import { PrincipalKind, quoted, SafeInt } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { AddressParts } from '../mail-event/address-parts';
import type { MailDirection } from '../mail-event/mail-direction';
import type { MailStatus } from '../mail-event/mail-status';
import { ExportFormat } from './export-format';
import { ExportStatus } from './export-status';

/** One address whose events are exported, and from when on. */
export interface ExportedAddress extends AddressParts {
  /** RFC 3339. */
  readonly since: string;
}

/** PostgreSQL's bigint, which pg gives as text. */
const NUMBER = { to: (value: number) => value, from: (value: string) => Number(value) };

@Entity('activity_export')
@Unique('activity_export_idempotency', ['principalKind', 'principalId', 'idempotencyKey'])
@Check('activity_export_principal_kind_check', `principal_kind IN (${quoted(PrincipalKind)})`)
@Check('activity_export_format_check', `format IN (${quoted(ExportFormat)})`)
@Check('activity_export_status_check', `status IN (${quoted(ExportStatus, 'EXPIRED')})`)
@ObjectType('ActivityLogExport', {
  description:
    'A mailbox’s activity log as a file, written by a job. Only who started it can see it, as long as they belong to ' +
    'the organization; to download the file they need the right VIEW_LOGS on the mailbox at that moment.',
})
@Directive('@key(fields: "id")')
export class ActivityExport {
  @PrimaryColumn('text', { name: 'id' })
  @Field(() => ID, { description: 'Opaque id, `lex_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id' })
  @Field(() => ID, { description: 'Of the mailbox whose log it is.' })
  mailboxId!: string;

  /** Of the mailbox; null where that was not asked for yet. */
  @Column('text', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('text', { name: 'principal_kind' })
  principalKind!: 'PERSON' | 'API_KEY';

  @Column('text', { name: 'principal_id' })
  principalId!: string;

  /** Of the request that started it. */
  @Column('text', { name: 'request_id' })
  requestId!: string;

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey!: string;

  /** What tells whether a second request with the key asks for the same. */
  @Column('text', { name: 'input_digest' })
  inputDigest!: string;

  @Column('text', { name: 'format' })
  @Field(() => ExportFormat, { description: 'How its file is written.' })
  format!: ExportFormat;

  /** As the caller held them when it was started; empty once it is over. */
  @Column('jsonb', { name: 'addresses' })
  addresses!: readonly ExportedAddress[];

  @Column('text', { name: 'direction', nullable: true })
  direction!: MailDirection | null;

  @Column({ name: 'from_time', type: 'timestamptz', precision: 3, nullable: true })
  from!: Date | null;

  @Column({ name: 'to_time', type: 'timestamptz', precision: 3, nullable: true })
  to!: Date | null;

  @Column('text', { name: 'statuses', array: true, nullable: true })
  statuses!: MailStatus[] | null;

  @Column('text', { name: 'correspondent', nullable: true })
  correspondent!: string | null;

  /** Events before it are exported: what was asked for, or when it was started, whichever is earlier. */
  @Column({ name: 'until', type: 'timestamptz', precision: 3 })
  until!: Date;

  @Column('text', { name: 'status', default: ExportStatus.QUEUED })
  storedStatus!: Exclude<ExportStatus, 'EXPIRED'>;

  @Column('bigint', { name: 'row_count', default: 0, transformer: NUMBER })
  @Field(() => SafeInt, { description: 'How many events have been written so far; at most 2^53 − 1.' })
  eventCount!: number;

  @Column('bigint', { name: 'byte_count', default: 0, transformer: NUMBER })
  @Field(() => SafeInt, { description: 'Size of the file so far in bytes; at most 2^53 − 1.' })
  sizeBytes!: number;

  @Column('integer', { name: 'part_count', default: 0 })
  partCount!: number;

  /** Everything before has been written; together with `positionId`, everything up to that event. */
  @Column({ name: 'position_time', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'Up to which time of the log events have been written, oldest first: how far it has got. Null before it ' +
      'has begun.',
  })
  writtenUntil!: Date | null;

  @Column('uuid', { name: 'position_id', nullable: true })
  positionId!: string | null;

  @Column('text', { name: 'error_code', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it FAILED, such as `EXPORT_FAILED`; docs/errors.md lists all codes. Null otherwise.',
  })
  errorCode!: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  @Field({ description: 'When it was started. Events logged later are not in it.' })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When it was completed, cancelled or given up; null before.',
  })
  finishedAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When its file is removed; null where there is none yet, or never was.',
  })
  expiresAt!: Date | null;
}
