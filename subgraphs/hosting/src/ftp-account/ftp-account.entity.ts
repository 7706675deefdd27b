import { GraphQLSafeInt } from 'graphql-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ftp_account')
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
  @Field(() => GraphQLSafeInt, { description: 'How much it may store, in bytes; at most 2^53 − 1.' })
  quotaBytes!: string;

  @Column('timestamptz', { name: 'created_at' })
  @Field({ description: 'When the account was opened.' })
  createdAt!: Date;
}
