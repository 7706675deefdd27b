import { Field, Int, ObjectType } from 'type-graphql';
import type { RetentionPlan } from './retention-plan';
import { RetentionPlanType } from './retention-plan.type';

@ObjectType({ description: 'How far back the activity logs of the mailboxes of a mail service can be read.' })
export class LogRetention {
  mailServiceId!: string;

  @Field({ description: 'Code of the plan that the mail service has, such as `FREE`.' })
  plan!: string;

  @Field(() => Int, { description: 'How many days back events can be read; a day has 24 hours.' })
  horizonDays!: number;

  @Field({ description: 'The earliest time of which events can be read now; it moves on with the clock.' })
  coversSince!: Date;

  @Field(() => Int, {
    description:
      'What it costs a month for the whole mail service, in centimes of a Swiss franc (CHF), as agreed when ' +
      'the plan was taken.',
  })
  monthlyPriceCentimes!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when the mail service has the plan; null for the free one, which everybody has.',
  })
  since!: Date | null;

  @Field(() => [RetentionPlanType], { description: 'The plans that are offered now, shortest first.' })
  availablePlans!: readonly RetentionPlan[];
}
