import {
  type Connection,
  ConnectionArgs,
  connectionType,
  Cost,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { planMigration } from './plan-migration.service';
import { UsernameChange } from './username-change.entity';
import { UsernameMigration } from './username-migration.entity';
import {
  ApplyFtpUsernameMigrationInput,
  CancelFtpUsernameMigrationInput,
  FinaliseFtpUsernameMigrationInput,
  PlanFtpUsernameMigrationInput,
  RollbackFtpUsernameMigrationInput,
} from './username-migration.inputs';
import {
  ApplyFtpUsernameMigrationPayload,
  CancelFtpUsernameMigrationPayload,
  FinaliseFtpUsernameMigrationPayload,
  type MigrationOutcome,
  PlanFtpUsernameMigrationPayload,
  RollbackFtpUsernameMigrationPayload,
} from './username-migration.payloads';
import {
  applyMigration,
  cancelMigration,
  finaliseMigration,
  getMigration,
  listChanges,
  planHashOf,
  rollBackMigration,
} from './username-migration.service';
import { UsernameOutcome } from './username-outcome';

const UsernameChangeConnection = connectionType(
  'FtpUsernameChange',
  () => UsernameChange,
  'changes of FTP usernames',
);

@Resolver(() => UsernameMigration)
export class UsernameMigrationResolver {
  @Query(() => UsernameMigration, {
    nullable: true,
    description:
      'A change of FTP usernames, `fum_…`. One of platforms is for the operator (scope hosting:operate), one of ' +
      'accounts for administrators and legal responsibles of their organization; NOT_FOUND for anybody else.',
  })
  @RequireScope('hosting:read')
  ftpUsernameMigration(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id, `fum_…`.' }) id: string,
  ): Promise<UsernameMigration> {
    return getMigration(ctx, id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Stands for all that the dry run read and decided: the same accounts with the same usernames have the same ' +
      'hash. `applyFtpUsernameMigration` asks for it. Null until the dry run is complete.',
  })
  @RequireScope('hosting:read')
  planHash(@Root() migration: UsernameMigration): string | null {
    return planHashOf(migration);
  }

  @FieldResolver(() => UsernameChangeConnection, {
    nullable: true,
    description: 'What it means for each account, by id of the account; while it is PLANNING, so far.',
  })
  @RequireScope('hosting:read')
  changes(
    @Ctx() ctx: RequestContext,
    @Root() migration: UsernameMigration,
    @Arg('outcome', () => UsernameOutcome, { nullable: true, description: 'Only accounts of this outcome.' })
    outcome: UsernameOutcome | null,
    @Arg('isFormerUsernameUsed', () => Boolean, {
      nullable: true,
      description: 'Only accounts whose former username somebody still uses, or only the others.',
    })
    isFormerUsernameUsed: boolean | null,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<UsernameChange> | null> {
    return listChanges(
      ctx,
      migration,
      { outcome: outcome ?? null, isFormerUsernameUsed: isFormerUsernameUsed ?? null },
      page,
    );
  }

  @Mutation(() => PlanFtpUsernameMigrationPayload, {
    nullable: true,
    description:
      'Looks at FTP accounts and says which usernames they would get, as a job; nothing changes. Ask for ' +
      '`ftpUsernameMigration` until it is PLANNED, read its results, then call `applyFtpUsernameMigration`.',
  })
  @Cost(500)
  @RequireScope('hosting:write')
  planFtpUsernameMigration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => PlanFtpUsernameMigrationInput, { description: 'Whose usernames.' })
    input: PlanFtpUsernameMigrationInput,
  ): Promise<MigrationOutcome> {
    return planMigration(ctx, input);
  }

  @Mutation(() => ApplyFtpUsernameMigrationPayload, {
    nullable: true,
    description:
      'Changes the usernames as they were planned, as a job, or goes on after a stop. Refused when accounts have been ' +
      'added, deleted or renamed since (`PLAN_OUTDATED`).',
  })
  @Cost(500)
  @RequireScope('hosting:write')
  applyFtpUsernameMigration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ApplyFtpUsernameMigrationInput, { description: 'Which plan, and how.' })
    input: ApplyFtpUsernameMigrationInput,
  ): Promise<MigrationOutcome> {
    return applyMigration(ctx, input);
  }

  @Mutation(() => CancelFtpUsernameMigrationPayload, {
    nullable: true,
    description:
      'Cancels a plan; stops what is being applied or rolled back, which keeps what is done: apply or roll back then.',
  })
  @RequireScope('hosting:write')
  cancelFtpUsernameMigration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CancelFtpUsernameMigrationInput, { description: 'Which migration.' })
    { migrationId }: CancelFtpUsernameMigrationInput,
  ): Promise<MigrationOutcome> {
    return cancelMigration(ctx, migrationId);
  }

  @Mutation(() => RollbackFtpUsernameMigrationPayload, {
    nullable: true,
    description: 'Restores the usernames of before, exactly, as a job; within the grace period.',
  })
  @Cost(500)
  @RequireScope('hosting:write')
  rollbackFtpUsernameMigration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RollbackFtpUsernameMigrationInput, { description: 'Which migration.' })
    { migrationId }: RollbackFtpUsernameMigrationInput,
  ): Promise<MigrationOutcome> {
    return rollBackMigration(ctx, migrationId);
  }

  @Mutation(() => FinaliseFtpUsernameMigrationPayload, {
    nullable: true,
    description:
      'Makes the new usernames final, before or after the end of the grace period: the former ones sign in no more.',
  })
  @RequireScope('hosting:write')
  finaliseFtpUsernameMigration(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => FinaliseFtpUsernameMigrationInput, { description: 'Which migration.' })
    { migrationId }: FinaliseFtpUsernameMigrationInput,
  ): Promise<MigrationOutcome> {
    return finaliseMigration(ctx, migrationId);
  }
}
