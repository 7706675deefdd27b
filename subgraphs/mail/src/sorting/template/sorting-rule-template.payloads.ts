import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { SortingRuleTemplate } from './sorting-rule-template.entity';

/** What a mutation did to a template, or why it did nothing. */
export interface TemplateOutcome extends Refusable {
  readonly sortingRuleTemplate?: SortingRuleTemplate;
}

/** What `deleteSortingRuleTemplate` did. */
export interface DeletedTemplate extends Refusable {
  readonly deletedId?: string;
}

@ObjectType()
abstract class TemplatePayload implements TemplateOutcome {
  @Field(() => SortingRuleTemplate, {
    nullable: true,
    description: 'The template as it is now; null where there are `userErrors`.',
  })
  sortingRuleTemplate?: SortingRuleTemplate;

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `createSortingRuleTemplate`: `sortingRuleTemplate`, or the `userErrors` for which nothing was changed.',
})
export class CreateSortingRuleTemplatePayload extends TemplatePayload {}

@ObjectType({
  description:
    'Result of `updateSortingRuleTemplate`: `sortingRuleTemplate`, or the `userErrors` for which nothing was changed.',
})
export class UpdateSortingRuleTemplatePayload extends TemplatePayload {}

@ObjectType({
  description:
    'Result of `deleteSortingRuleTemplate`: `deletedId`, or the `userErrors` for which nothing was changed.',
})
export class DeleteSortingRuleTemplatePayload implements DeletedTemplate {
  @Field(() => ID, { nullable: true, description: 'Id of the template that is gone.' })
  deletedId?: string;

  @UserErrors('Why it was not deleted. Empty: nothing keeps a template.')
  userErrors!: readonly UserError[];
}
