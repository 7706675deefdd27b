import { Constrained, IdempotencyKey } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, ArrayUnique, Max, Min, MinLength } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { LegacyPlatform } from '../legacy-site/legacy-platform';
import { MAX_CHOSEN_ACCOUNTS } from './username-migration.errors';

@InputType({
  description: 'Input of `planFtpUsernameMigration`: whose usernames. Platforms or accounts, not both.',
})
export class PlanFtpUsernameMigrationInput {
  @Field(() => [LegacyPlatform], {
    nullable: true,
    description:
      'All accounts of these platforms, of all customers. For the operator, with the scope hosting:operate.',
  })
  @ArrayNotEmpty({ message: 'platforms must name at least one platform, or be left out' })
  @ArrayUnique({ message: 'platforms must name each platform once' })
  platforms?: LegacyPlatform[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: `These accounts, \`ftp_…\`, at most ${MAX_CHOSEN_ACCOUNTS}, of one organization that you administer.`,
  })
  @ArrayNotEmpty({ message: 'accountIds must name at least one account, or be left out' })
  @ArrayUnique({ message: 'accountIds must name each account once' })
  @Constrained({ maxItems: MAX_CHOSEN_ACCOUNTS })
  accountIds?: string[] | null;

  @IdempotencyKey('answers the migration that the first one planned.')
  idempotencyKey!: string;
}

@InputType({ description: 'Input of `applyFtpUsernameMigration`.' })
export class ApplyFtpUsernameMigrationInput {
  @Field(() => ID, { description: 'Id of the migration, `fum_…`.' })
  migrationId!: string;

  @Field({ description: '`planHash` of the results that you have read and approve.' })
  @MinLength(1, { message: 'planHash must have 1 to 100 characters' })
  @Constrained({ maxLength: 100 })
  planHash!: string;

  @Field({
    defaultValue: false,
    description: 'Whether all usernames change at one moment, or none; in batches when it is left out.',
  })
  isAtomic!: boolean;

  @Field({
    defaultValue: false,
    description:
      'Whether the former usernames sign in, too, until the grace period ends; they do not by default.',
  })
  acceptsFormerUsernames!: boolean;

  @Field(() => Int, {
    defaultValue: 30,
    description:
      'For how many days from now it can be rolled back, 1 to 90. A resumed migration keeps what it has.',
  })
  @Min(1, { message: 'graceDays must be at least 1' })
  @Max(90, { message: 'graceDays must be at most 90' })
  graceDays!: number;
}

@InputType()
abstract class MigrationInput {
  @Field(() => ID, { description: 'Id of the migration, `fum_…`.' })
  migrationId!: string;
}

@InputType({ description: 'Input of `cancelFtpUsernameMigration`.' })
export class CancelFtpUsernameMigrationInput extends MigrationInput {}

@InputType({ description: 'Input of `rollbackFtpUsernameMigration`.' })
export class RollbackFtpUsernameMigrationInput extends MigrationInput {}

@InputType({ description: 'Input of `finaliseFtpUsernameMigration`.' })
export class FinaliseFtpUsernameMigrationInput extends MigrationInput {}
