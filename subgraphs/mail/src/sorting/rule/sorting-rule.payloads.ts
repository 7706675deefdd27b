import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { SortingRule } from './sorting-rule.entity';

/** What a mutation did to a rule, or why it did nothing. */
export interface RuleOutcome extends Refusable {
  readonly sortingRule?: SortingRule;
}

/** What `deleteSortingRule` did. */
export interface DeletedRule extends Refusable {
  readonly deletedId?: string;
}

/** What `reorderSortingRules` did, or why it did nothing. */
export interface OrderOutcome extends Refusable {
  readonly sortingRules?: readonly SortingRule[];
}

@ObjectType()
abstract class RulePayload implements RuleOutcome {
  @Field(() => SortingRule, {
    nullable: true,
    description: 'The rule as it is now; null where there are `userErrors`.',
  })
  sortingRule?: SortingRule;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `createSortingRule`: `sortingRule`, or the `userErrors` for which nothing was changed.',
})
export class CreateSortingRulePayload extends RulePayload {}

@ObjectType({
  description:
    'Result of `updateSortingRule`: `sortingRule`, or the `userErrors` for which nothing was changed.',
})
export class UpdateSortingRulePayload extends RulePayload {}

@ObjectType({
  description:
    'Result of `upgradeSortingRule`: `sortingRule`, or the `userErrors` for which nothing was changed.',
})
export class UpgradeSortingRulePayload extends RulePayload {}

@ObjectType({
  description:
    'Result of `deleteSortingRule`: `deletedId`, or the `userErrors` for which nothing was changed.',
})
export class DeleteSortingRulePayload implements DeletedRule {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the rule that is gone; null where there are `userErrors`.',
  })
  deletedId?: string;

  @UserErrors('Why it was not deleted; empty where it is.')
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `reorderSortingRules`: `sortingRules`, or the `userErrors` for which nothing was changed.',
})
export class ReorderSortingRulesPayload implements OrderOutcome {
  @Field(() => [SortingRule], {
    nullable: true,
    description: 'All rules of the mailbox in their new order; null where there are `userErrors`.',
  })
  sortingRules?: readonly SortingRule[];

  @UserErrors()
  userErrors!: readonly UserError[];
}
