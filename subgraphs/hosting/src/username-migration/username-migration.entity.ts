import { PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { LegacyPlatform } from '../legacy-site/legacy-platform';
import { MigrationStatus } from './migration-status';

const digest = 'bytea';

@Entity('username_migration')
@Check('username_migration_started_by_kind_check', `started_by_kind IN (${quoted(PrincipalKind)})`)
@Check('username_migration_status_check', `status IN (${quoted(MigrationStatus)})`)
@ObjectType('FtpUsernameMigration', {
  description:
    'A change of many FTP usernames to those that start with `persoch_`: first a dry run, then applied, and until its ' +
    'grace period is over rolled back where that is wanted. Passwords, files and everything else stay as they are.',
})
export class UsernameMigration {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `fum_…`.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { array: true, nullable: true })
  @Field(() => [LegacyPlatform], {
    nullable: true,
    description: 'The platforms whose accounts it concerns; null where it concerns chosen accounts.',
  })
  platforms!: LegacyPlatform[] | null;

  @Column('text', { name: 'account_ids', array: true, nullable: true })
  accountIds!: string[] | null;

  @Column('text')
  @Field(() => MigrationStatus, { description: 'How far it has come.' })
  status!: MigrationStatus;

  @Column('text', { name: 'idempotency_key' })
  idempotencyKey!: string;

  @Column(digest, { name: 'input_digest' })
  inputDigest!: Buffer;

  @Column(digest, { name: 'plan_digest' })
  planDigest!: Buffer;

  @Column('text', { name: 'applied_through' })
  appliedThrough!: string;

  @Column('boolean', { name: 'is_atomic' })
  @Field({
    description: 'Whether it is applied to all accounts at one moment or to none, instead of in batches.',
  })
  isAtomic!: boolean;

  @Column('boolean', { name: 'accepts_former_usernames' })
  @Field({ description: 'Whether the former usernames sign in, too, until `graceEndsAt`.' })
  acceptsFormerUsernames!: boolean;

  @Column('timestamptz', { name: 'grace_ends_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'Until when it can be rolled back; null before it is applied.',
  })
  graceEndsAt!: Date | null;

  @Column('integer', { name: 'renamed_count' })
  @Field(() => Int, { description: 'Accounts planned so far whose outcome is RENAMED.' })
  renamedCount!: number;

  @Column('integer', { name: 'already_prefixed_count' })
  @Field(() => Int, { description: 'Accounts planned so far whose outcome is ALREADY_PREFIXED.' })
  alreadyPrefixedCount!: number;

  @Column('integer', { name: 'collision_cross_platform_count' })
  @Field(() => Int, { description: 'Accounts planned so far whose outcome is COLLISION_CROSS_PLATFORM.' })
  collisionCrossPlatformCount!: number;

  @Column('integer', { name: 'collision_existing_count' })
  @Field(() => Int, { description: 'Accounts planned so far whose outcome is COLLISION_EXISTING.' })
  collisionExistingCount!: number;

  @Column('integer', { name: 'too_long_count' })
  @Field(() => Int, { description: 'Accounts planned so far whose outcome is TOO_LONG.' })
  tooLongCount!: number;

  @Column('integer', { name: 'invalid_count' })
  @Field(() => Int, { description: 'Accounts planned so far whose outcome is INVALID.' })
  invalidCount!: number;

  @Column('integer', { name: 'applied_count' })
  @Field(() => Int, {
    description:
      'Accounts that were given their new username and have not got the former one back; those deleted since included.',
  })
  appliedCount!: number;

  @Column('integer', { name: 'skipped_count' })
  @Field(() => Int, {
    description:
      'Accounts that kept what they had, and keep it whatever becomes of the migration, because they changed, or ' +
      'somebody got their new username, after it was planned.',
  })
  skippedCount!: number;

  @Column('integer', { name: 'told_count' })
  @Field(() => Int, {
    description:
      'E-mails sent to owners of accounts so far: one to each after the change, one after a rollback, and reminders.',
  })
  toldCount!: number;

  @Column('timestamptz', { name: 'created_at' })
  @Field({ description: 'When it was planned.' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When somebody first said that it be applied; else null.',
  })
  appliedAt!: Date | null;
}
