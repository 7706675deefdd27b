import { Constrained } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, IsOptional, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_ACTIONS, SortingActionInput } from '../action/sorting-action.inputs';
import { MAX_CONDITIONS, SortingConditionInput } from '../condition/sorting-condition.inputs';
import { SortingMatch } from '../condition/sorting-match';
import { MAX_NAME, NAME, NAME_RULE } from '../../template/text-rules';
import { MAX_RULES } from './sorting-rule.errors';

const SOME_CONDITION = { message: 'conditions must be at least one' };
const SOME_ACTION = { message: 'actions must be at least one' };

@InputType({ description: 'Input of `createSortingRule`.' })
export class CreateSortingRuleInput {
  @Field(() => ID, { description: 'Id of the one mailbox whose mail it sorts, `mbx_…`.' })
  mailboxId!: string;

  @Field({ description: 'What it is called: 1 to 100 visible characters.' })
  @Matches(NAME, NAME_RULE)
  @Constrained({ maxLength: MAX_NAME })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of a visible template of its mail service, `srt_…`, whose conditions it copies; null to give `match` and ' +
      '`conditions`.',
  })
  templateId?: string | null;

  @Field(() => SortingMatch, {
    nullable: true,
    description: 'How many of the conditions a message has to meet; exactly where there is no `templateId`.',
  })
  match?: SortingMatch | null;

  @Field(() => [SortingConditionInput], {
    nullable: true,
    description: `Its conditions, 1 to ${MAX_CONDITIONS}; exactly where there is no \`templateId\`.`,
  })
  @IsOptional()
  @ArrayNotEmpty(SOME_CONDITION)
  @Constrained({ maxItems: MAX_CONDITIONS })
  conditions?: SortingConditionInput[] | null;

  @Field(() => [SortingActionInput], {
    description: `What is done, 1 to ${MAX_ACTIONS} actions in their order.`,
  })
  @ArrayNotEmpty(SOME_ACTION)
  @Constrained({ maxItems: MAX_ACTIONS })
  actions!: SortingActionInput[];

  @Field({ defaultValue: true, description: 'Whether it acts at once.' })
  isEnabled!: boolean;
}

@InputType({ description: 'Input of `updateSortingRule`. What is left out stays as it is.' })
export class UpdateSortingRuleInput {
  @Field(() => ID, { description: 'Id of the rule, `srl_…`.' })
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
    description: `All its conditions from now on, 1 to ${MAX_CONDITIONS}. It then has no template any more.`,
  })
  @IsOptional()
  @ArrayNotEmpty(SOME_CONDITION)
  @Constrained({ maxItems: MAX_CONDITIONS })
  conditions?: SortingConditionInput[] | null;

  @Field(() => [SortingActionInput], {
    nullable: true,
    description: `All that is done from now on, 1 to ${MAX_ACTIONS} actions.`,
  })
  @IsOptional()
  @ArrayNotEmpty(SOME_ACTION)
  @Constrained({ maxItems: MAX_ACTIONS })
  actions?: SortingActionInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it acts.' })
  isEnabled?: boolean | null;
}

@InputType({ description: 'Input of `deleteSortingRule`.' })
export class DeleteSortingRuleInput {
  @Field(() => ID, { description: 'Id of the rule, `srl_…`.' })
  id!: string;
}

@InputType({ description: 'Input of `upgradeSortingRule`.' })
export class UpgradeSortingRuleInput {
  @Field(() => ID, { description: 'Id of the rule, `srl_…`.' })
  id!: string;
}

@InputType({ description: 'Input of `reorderSortingRules`.' })
export class ReorderSortingRulesInput {
  @Field(() => ID, { description: 'Id of the mailbox, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => [ID], {
    description: 'The ids of all its rules, also of those that are switched off, in their new order.',
  })
  @Constrained({ maxItems: MAX_RULES })
  ruleIds!: string[];
}
