import { UserError } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { SortingTrial } from './sorting-trial.type';

@ObjectType({ description: 'What `testSortingRule` answers.' })
export class TestSortingRulePayload {
  @Field(() => SortingTrial, {
    nullable: true,
    description: 'What the rules made of the message; null where there are `userErrors`.',
  })
  trial?: SortingTrial;

  @Field(() => [UserError], { description: 'Why nothing was tried; empty where it was.' })
  userErrors!: readonly UserError[];
}
