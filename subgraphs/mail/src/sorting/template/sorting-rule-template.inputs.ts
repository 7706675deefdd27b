import { Constrained } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, IsOptional, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_CONDITIONS, SortingConditionInput } from '../condition/sorting-condition.inputs';
import { SortingMatch } from '../condition/sorting-match';
import { MAX_NAME, NAME, NAME_RULE } from '../../template/text-rules';
import { TemplateVisibility } from '../../template/template-visibility';

const SOME = { message: 'conditions must be at least one' };

@InputType({ description: 'Input of `createSortingRuleTemplate`.' })
export class CreateSortingRuleTemplateInput {
  @Field(() => ID, { description: 'Id of the mail service that it is for, `msv_…`.' })
  mailServiceId!: string;

  @Field({ description: 'What it is called: 1 to 100 visible characters.' })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name!: string;

  @Field(() => SortingMatch, { description: 'How many of the conditions a message has to meet.' })
  match!: SortingMatch;

  @Field(() => [SortingConditionInput], { description: `Its conditions, 1 to ${MAX_CONDITIONS}.` })
  @ArrayNotEmpty(SOME)
  @Constrained({ maxItems: MAX_CONDITIONS })
  conditions!: SortingConditionInput[];

  @Field(() => TemplateVisibility, {
    defaultValue: TemplateVisibility.VISIBLE,
    description: 'Whom it is offered to.',
  })
  visibility!: TemplateVisibility;
}

@InputType({ description: 'Input of `updateSortingRuleTemplate`. What is left out stays as it is.' })
export class UpdateSortingRuleTemplateInput {
  @Field(() => ID, { description: 'Id of the template, `srt_…`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What it is called from now on.' })
  @IsOptional()
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name?: string | null;

  @Field(() => SortingMatch, { nullable: true, description: 'How many of the conditions are to be met.' })
  match?: SortingMatch | null;

  @Field(() => [SortingConditionInput], {
    nullable: true,
    description: `All its conditions from now on, 1 to ${MAX_CONDITIONS}.`,
  })
  @IsOptional()
  @ArrayNotEmpty(SOME)
  @Constrained({ maxItems: MAX_CONDITIONS })
  conditions?: SortingConditionInput[] | null;

  @Field(() => TemplateVisibility, { nullable: true, description: 'Whom it is offered to from now on.' })
  visibility?: TemplateVisibility | null;
}

@InputType({ description: 'Input of `deleteSortingRuleTemplate`.' })
export class DeleteSortingRuleTemplateInput {
  @Field(() => ID, { description: 'Id of the template, `srt_…`.' })
  id!: string;
}
