import { UserError } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { UsernameMigration } from './username-migration.entity';

/** What a mutation did to a migration, or why it did nothing. */
export interface MigrationOutcome {
  readonly migration: UsernameMigration | null;
  readonly userErrors: readonly UserError[];
}

@ObjectType()
abstract class MigrationPayload implements MigrationOutcome {
  @Field(() => UsernameMigration, {
    nullable: true,
    description: 'The migration as it is now; null where none was planned.',
  })
  migration!: UsernameMigration | null;

  @Field(() => [UserError], { description: 'Why nothing was done; empty where it is done or has begun.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What `planFtpUsernameMigration` answers.' })
export class PlanFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({ description: 'What `applyFtpUsernameMigration` answers.' })
export class ApplyFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({ description: 'What `cancelFtpUsernameMigration` answers.' })
export class CancelFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({ description: 'What `rollbackFtpUsernameMigration` answers.' })
export class RollbackFtpUsernameMigrationPayload extends MigrationPayload {}

@ObjectType({ description: 'What `finaliseFtpUsernameMigration` answers.' })
export class FinaliseFtpUsernameMigrationPayload extends MigrationPayload {}
