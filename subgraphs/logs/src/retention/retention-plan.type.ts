import { Field, Int, ObjectType } from 'type-graphql';
import type { RetentionPlan } from './retention-plan';

@ObjectType('LogRetentionPlan', {
  description: 'How far back the activity logs of a mail service can be read, and for how much.',
})
export class RetentionPlanType implements RetentionPlan {
  @Field({ description: 'Its name in capitals, such as `FREE`.' })
  readonly code!: string;

  @Field(() => Int, { description: 'How many days back events can be read; a day has 24 hours.' })
  readonly days!: number;

  @Field(() => Int, {
    description: 'What it costs a month for the whole mail service, in centimes of a Swiss franc (CHF).',
  })
  readonly monthlyPriceCentimes!: number;
}
