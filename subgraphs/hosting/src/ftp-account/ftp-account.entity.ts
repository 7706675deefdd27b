import { EmailAddress, quoted, SafeInt } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { OwnerLanguage } from './owner-language';

/** The password's hash is no column of it: what is never read cannot be shown by mistake. */
@Entity('ftp_account')
@Check('ftp_account_owner_language_check', `owner_language IN (${quoted(OwnerLanguage)})`)
@Check('ftp_account_prefix_check', `prefix IN ('', 'persoch_')`)
@ObjectType({
  description:
    'A login for the files of one site by FTP. For administrators and legal responsibles of its organization.',
})
@Directive('@key(fields: "id")')
export class FtpAccount {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `ftp_…`. It stays the same when the username changes.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'legacy_site_id' })
  legacySiteId!: string;

  /** PostgreSQL writes it. */
  @Column({ type: 'text', insert: false, update: false })
  @Field({
    description:
      'What to type into the FTP client: `prefix` and `localPart` joined, such as `persoch_infomaniak`. ' +
      'At most 32 characters, and unique among all accounts without regard to case.',
  })
  username!: string;

  @Column('text')
  @Field({
    description:
      'What the present platform puts before the former username: `persoch_`, or empty until then.',
  })
  prefix!: string;

  @Column('text', { name: 'local_part' })
  @Field({
    description:
      'The username without its prefix, such as `infomaniak`: ASCII letters, digits, `.`, `_` and `-`.',
  })
  localPart!: string;

  @Column('text', { name: 'home_directory' })
  @Field({
    description:
      "The directory that the account cannot leave, as a path within the site's space: `/` is all of it.",
  })
  homeDirectory!: string;

  @Column('boolean', { name: 'is_read_only' })
  @Field({ description: 'Whether it may fetch files only, neither store nor delete them.' })
  isReadOnly!: boolean;

  @Column('boolean', { name: 'is_enabled' })
  @Field({ description: 'Whether it can sign in.' })
  isEnabled!: boolean;

  /** A text, because pg reads a bigint as one; SafeInt answers it as a number, and the table keeps it safe. */
  @Column('bigint', { name: 'quota_bytes' })
  @Field(() => SafeInt, { description: 'How much it may store, in bytes; at most 2^53 − 1.' })
  quotaBytes!: string;

  @Column('bigint', { name: 'used_bytes' })
  @Field(() => SafeInt, {
    description:
      'How much is stored in its directory, in bytes, as the FTP server counted when somebody last signed in, and ' +
      'since then what the account stored and deleted.',
  })
  usedBytes!: string;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'From when on nobody signs in; null when that never comes.',
  })
  expiresAt!: Date | null;

  @Column('cidr', { name: 'allowed_networks', array: true })
  @Field(() => [String], {
    description: 'From where somebody may sign in, in CIDR notation; from everywhere when it is empty.',
  })
  allowedNetworks!: string[];

  @Column('text', { name: 'owner_email', nullable: true })
  @Field(() => EmailAddress, { nullable: true, description: 'Who uses it; null when that is not known.' })
  ownerEmail!: string | null;

  @Column('text', { name: 'owner_language', nullable: true })
  @Field(() => OwnerLanguage, {
    nullable: true,
    description: 'In which language its owner is written to; null when that is not known.',
  })
  ownerLanguage!: OwnerLanguage | null;

  @Column('timestamptz', { name: 'password_changed_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'When it last got a password; null where that was before it came here, or has not been yet. Nobody signs in ' +
      'to an account without one.',
  })
  passwordChangedAt!: Date | null;

  @Column('timestamptz', { name: 'last_login_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When somebody last signed in; null when nobody has.' })
  lastLoginAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  @Field({ description: 'When the account was opened.' })
  createdAt!: Date;
}
