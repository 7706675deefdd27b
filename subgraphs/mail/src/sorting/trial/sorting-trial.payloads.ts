import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { SortingTrial, type Verdict } from './sorting-trial.type';

/** What rules made of a sample message, or why nothing was tried. */
export interface TrialOutcome extends Refusable {
  readonly trial?: Verdict;
}

@ObjectType({
  description: 'Result of `testSortingRule`: `trial`, or the `userErrors` for which it was not tried.',
})
export class TestSortingRulePayload implements TrialOutcome {
  @Field(() => SortingTrial, {
    nullable: true,
    description: 'What the rules made of the message; null where there are `userErrors`.',
  })
  trial?: SortingTrial;

  @UserErrors('Why nothing was tried; empty where it was.')
  userErrors!: readonly UserError[];
}
