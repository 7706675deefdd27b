import { Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import { Constrained } from '../bounds/constrained';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;
/** Of values of at most 512 characters each, as `encodeCursor` writes them. */
const MAX_CURSOR = 2_000;

/** The arguments of every list. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    defaultValue: DEFAULT_PAGE,
    description: `How many items to answer, 1 to ${LARGEST_PAGE}.`,
  })
  @Min(1, { message: 'first must be at least 1' })
  @Max(LARGEST_PAGE, { message: `first must be at most ${LARGEST_PAGE}` })
  first: number = DEFAULT_PAGE;

  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the page before; leave it out for the first page.',
  })
  @Constrained({ maxLength: MAX_CURSOR })
  after?: string | null;
}
