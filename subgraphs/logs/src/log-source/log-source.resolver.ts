import {
  type Connection,
  ConnectionArgs,
  connectionType,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { DeadLetterType } from './dead-letter.type';
import { LogSource } from './log-source.entity';
import { listDeadLetters, listSources } from './log-source.service';

const LogSourceConnection = connectionType('LogSource', () => LogSource, 'sources of mail logs');
const MOST_LETTERS = 100;

@ArgsType()
class DeadLettersArgs {
  @Field(() => Int, {
    defaultValue: 10,
    description: `How many to answer at most, 1 to ${MOST_LETTERS}; more of a source are not kept.`,
  })
  @Min(1, { message: 'first must be at least 1' })
  @Max(MOST_LETTERS, { message: `first must be at most ${MOST_LETTERS}` })
  first!: number;
}

@Resolver(() => LogSource)
export class LogSourceResolver {
  @Query(() => LogSourceConnection, {
    nullable: true,
    description:
      'Where the mail logs come from, by name, and how far each has been read. For the operator, with the scope ' +
      'logs:operate.',
  })
  @RequireScope('logs:operate')
  logSources(
    @Ctx() ctx: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<LogSource>> {
    return listSources(ctx, page);
  }

  @FieldResolver(() => [DeadLetterType], {
    description: 'The newest of its lines that could not be read. They hold what a log holds of people.',
  })
  @RequireScope('logs:operate')
  deadLetters(
    @Ctx() ctx: RequestContext,
    @Root() source: LogSource,
    @Args(() => DeadLettersArgs) { first }: DeadLettersArgs,
  ): Promise<DeadLetterType[]> {
    return listDeadLetters(ctx, source, first);
  }
}
