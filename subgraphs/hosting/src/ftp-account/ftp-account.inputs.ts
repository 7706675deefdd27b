import { Constrained, EmailAddress, SafeInt } from '@hostgraph/subgraph-kit';
import { Matches, Min } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_NETWORKS } from './ftp-account.errors';
import { OwnerLanguage } from './owner-language';

/** The prefix has 8 of a username's 32 characters. */
export const LOCAL_PART = /^(?!persoch_)[a-z0-9][a-z0-9._-]{0,23}$/i;
/** Printable ASCII, as keys of other systems are. */
const TOKEN = /^[\x20-\x7e]{1,100}$/;
const MAX_DIRECTORY = 500;
const MAX_NETWORK = 50;

@InputType({ description: 'Input of `createFtpAccount`.' })
export class CreateFtpAccountInput {
  @Field(() => ID, { description: 'Id of the site whose files it reaches, `lsi_…`.' })
  siteId!: string;

  @Field({
    description:
      'The username without its prefix `persoch_`, which every new account gets: 1 to 24 ASCII letters, digits, `.`, ' +
      '`_` and `-`, the first a letter or digit.',
  })
  @Matches(LOCAL_PART, {
    message: 'localPart must be 1 to 24 ASCII letters, digits, ".", "_" or "-", without the prefix persoch_',
  })
  @Constrained({ maxLength: 24 })
  localPart!: string;

  @Field({
    defaultValue: '/',
    description:
      "The directory that it cannot leave, as a path within the site's space without `..`; all of it when left out. " +
      'Where it is missing, the first sign-in makes it.',
  })
  @Constrained({ maxLength: MAX_DIRECTORY })
  homeDirectory!: string;

  @Field({
    defaultValue: false,
    description: 'Whether it may fetch files only, neither store nor delete them.',
  })
  isReadOnly!: boolean;

  @Field(() => SafeInt, { description: 'How much it may store, in bytes: 1 to 2^53 − 1.' })
  @Min(1, { message: 'quotaBytes must be at least 1' })
  quotaBytes!: number;

  @Field(() => Date, { nullable: true, description: 'From when on nobody signs in; never when left out.' })
  expiresAt?: Date | null;

  @Field(() => [String], {
    defaultValue: [],
    description:
      `From where somebody may sign in: at most ${MAX_NETWORKS} IP addresses, or networks in CIDR notation such as ` +
      '`192.0.2.0/24`; from everywhere when it is empty.',
  })
  @Constrained({ maxItems: MAX_NETWORKS, maxLength: MAX_NETWORK })
  allowedNetworks!: string[];

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'Who uses it, to be told of changes to its sign-in.',
  })
  ownerEmail?: string | null;

  @Field(() => OwnerLanguage, { nullable: true, description: 'In which language they are written to.' })
  ownerLanguage?: OwnerLanguage | null;

  @Field({
    description:
      'Of your choice, 1 to 100 printable ASCII characters, such as a UUID: a request that is repeated with the same ' +
      'key creates one account, and answers it again, but not its password.',
  })
  @Matches(TOKEN, { message: 'idempotencyKey must be 1 to 100 printable ASCII characters' })
  @Constrained({ maxLength: 100 })
  idempotencyKey!: string;
}

@InputType({ description: 'Input of `updateFtpAccount`. What is left out stays as it is.' })
export class UpdateFtpAccountInput {
  @Field(() => ID, { description: 'Id of the account, `ftp_…`.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: "The directory that it cannot leave, as a path within the site's space without `..`.",
  })
  @Constrained({ maxLength: MAX_DIRECTORY })
  homeDirectory?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it may fetch files only.' })
  isReadOnly?: boolean | null;

  @Field(() => SafeInt, {
    nullable: true,
    description:
      'How much it may store, in bytes: 1 to 2^53 − 1. Less than it stores now keeps it from storing more.',
  })
  @Min(1, { message: 'quotaBytes must be at least 1' })
  quotaBytes?: number | null;

  @Field(() => Date, {
    nullable: true,
    description: 'From when on nobody signs in; null takes the end away.',
  })
  expiresAt?: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: 'From where somebody may sign in, instead of the present networks; empty for everywhere.',
  })
  @Constrained({ maxItems: MAX_NETWORKS, maxLength: MAX_NETWORK })
  allowedNetworks?: string[] | null;

  @Field(() => EmailAddress, { nullable: true, description: 'Who uses it; null forgets them.' })
  ownerEmail?: string | null;

  @Field(() => OwnerLanguage, {
    nullable: true,
    description: 'In which language they are written to; null leaves it open.',
  })
  ownerLanguage?: OwnerLanguage | null;
}

@InputType({ description: 'Input of `rotateFtpPassword`.' })
export class RotateFtpPasswordInput {
  @Field(() => ID, { description: 'Id of the account, `ftp_…`.' })
  id!: string;
}

@InputType({ description: 'Input of `enableFtpAccount`.' })
export class EnableFtpAccountInput {
  @Field(() => ID, { description: 'Id of the account, `ftp_…`.' })
  id!: string;
}

@InputType({ description: 'Input of `disableFtpAccount`.' })
export class DisableFtpAccountInput {
  @Field(() => ID, { description: 'Id of the account, `ftp_…`.' })
  id!: string;
}

@InputType({ description: 'Input of `deleteFtpAccount`.' })
export class DeleteFtpAccountInput {
  @Field(() => ID, { description: 'Id of the account, `ftp_…`.' })
  id!: string;

  @Field({ defaultValue: false, description: 'Only tell what would be deleted, and delete nothing.' })
  dryRun!: boolean;
}
