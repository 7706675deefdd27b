import { Field, ObjectType } from 'type-graphql';
import { SortingAction } from '../action/sorting-action.type';
import { SortingRule } from '../rule/sorting-rule.entity';

/** What one rule made of a sample message. */
export interface RuleVerdict {
  readonly rule: SortingRule;
  readonly isMet: boolean;
  readonly conditionsMet: readonly boolean[];
  readonly actions: readonly SortingAction[];
}

/** What rules made of a sample message. */
export interface Verdict {
  readonly rules: readonly RuleVerdict[];
  readonly staysInInbox: boolean;
}

@ObjectType({ description: 'What one rule made of a sample message.' })
export class SortingTrialRule implements RuleVerdict {
  @Field(() => SortingRule, { description: 'The rule.' })
  readonly rule!: SortingRule;

  @Field({ description: 'Whether the message meets its conditions, `ALL` or `ANY` of them as it says.' })
  readonly isMet!: boolean;

  @Field(() => [Boolean], {
    description: 'Whether the message meets each of its conditions, in their order; `negate` counts.',
  })
  readonly conditionsMet!: readonly boolean[];

  @Field(() => [SortingAction], {
    description:
      'What it would do, in that order. Empty where its conditions are not met, or an earlier rule stops.',
  })
  readonly actions!: readonly SortingAction[];
}

@ObjectType({
  description: 'What rules made of a sample message, as the mail server’s own engine says. Nothing was done.',
})
export class SortingTrial implements Verdict {
  @Field(() => [SortingTrialRule], {
    description: 'The rules that were tried, in the order in which they act.',
  })
  readonly rules!: readonly SortingTrialRule[];

  @Field({ description: 'Whether the message would be in the inbox.' })
  readonly staysInInbox!: boolean;
}
