import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { FtpAccount } from './ftp-account.entity';

/** What a mutation did to an account, or why it did nothing. */
export interface FtpAccountOutcome extends Refusable {
  readonly ftpAccount?: FtpAccount;
  /** In the clear, where it is new. */
  readonly password?: string;
}

export interface FtpDeletionOutcome extends Refusable {
  readonly ftpAccount: FtpAccount;
  readonly isDeleted: boolean;
}

@ObjectType()
abstract class FtpAccountPayload implements FtpAccountOutcome {
  @Field(() => FtpAccount, {
    nullable: true,
    description: 'The account as it is now; null when there are `userErrors`.',
  })
  ftpAccount?: FtpAccount;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType()
abstract class NewFtpPasswordPayload extends FtpAccountPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The password, 24 letters and digits. It is shown here and never again: we store only a hash. Null when there ' +
      'are `userErrors`, and when a request with the same idempotency key is repeated.',
  })
  password?: string;
}

@ObjectType({
  description:
    'Result of `createFtpAccount`: `ftpAccount` and `password`, or the `userErrors` for which nothing was changed.',
})
export class CreateFtpAccountPayload extends NewFtpPasswordPayload {}

@ObjectType({
  description:
    'Result of `rotateFtpPassword`: `ftpAccount` and `password`, or the `userErrors` for which nothing was changed.',
})
export class RotateFtpPasswordPayload extends NewFtpPasswordPayload {}

@ObjectType({
  description:
    'Result of `updateFtpAccount`: `ftpAccount`, or the `userErrors` for which nothing was changed.',
})
export class UpdateFtpAccountPayload extends FtpAccountPayload {}

@ObjectType({
  description:
    'Result of `enableFtpAccount`: `ftpAccount`, or the `userErrors` for which nothing was changed.',
})
export class EnableFtpAccountPayload extends FtpAccountPayload {}

@ObjectType({
  description:
    'Result of `disableFtpAccount`: `ftpAccount`, or the `userErrors` for which nothing was changed.',
})
export class DisableFtpAccountPayload extends FtpAccountPayload {}

@ObjectType({
  description:
    'Result of `deleteFtpAccount`: `ftpAccount` and `isDeleted`, or the `userErrors` for which nothing was changed.',
})
export class DeleteFtpAccountPayload implements FtpDeletionOutcome {
  @Field(() => FtpAccount, { description: 'The account as it was, or as it is where it was a dry run.' })
  ftpAccount!: FtpAccount;

  @Field({ description: 'Whether it is deleted: false for a dry run.' })
  isDeleted!: boolean;

  @UserErrors('Why it was not deleted; empty, also for a dry run.')
  userErrors!: readonly UserError[];
}
