import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { UsernameMigration } from './username-migration.entity';

/** What a mutation did to a migration, or why it did nothing. */
export interface MigrationOutcome extends Refusable {
  readonly migration: UsernameMigration | null;
}

@ObjectType()
abstract class MigrationPayload implements MigrationOutcome {
  @Field(() => UsernameMigration, {
    nullable: true,
    description: 'The migration as it is now; null where none was planned.',
  })
  migration!: UsernameMigration | null;

  @UserErrors('Why nothing was done; empty where it is done or has begun.')
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `planFtpUsernameMigration`: `migration`, or the `userErrors` for which nothing was changed.',
})
export class PlanFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({
  description:
    'Result of `applyFtpUsernameMigration`: `migration`, or the `userErrors` for which nothing was changed.',
})
export class ApplyFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({
  description:
    'Result of `cancelFtpUsernameMigration`: `migration`, or the `userErrors` for which nothing was changed.',
})
export class CancelFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({
  description:
    'Result of `rollbackFtpUsernameMigration`: `migration`, or the `userErrors` for which nothing was changed.',
})
export class RollbackFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({
  description:
    'Result of `finaliseFtpUsernameMigration`: `migration`, or the `userErrors` for which nothing was changed.',
})
export class FinaliseFtpUsernameMigrationPayload extends MigrationPayload {}
