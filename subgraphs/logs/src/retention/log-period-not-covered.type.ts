import { Field, ObjectType } from 'type-graphql';
import type { RetentionPlan } from './retention-plan';
import { RetentionPlanType } from './retention-plan.type';
import type { LOG_NOTICE_CODES } from './retention.errors';

@ObjectType({
  description:
    'That more of a log was asked for than the plan of the mail service covers. Whether anything happened in ' +
    'that time is not said.',
})
export class LogPeriodNotCovered {
  @Field(() => String, { description: 'Always `LOG_PERIOD_NOT_COVERED`; docs/errors.md explains it.' })
  readonly code!: keyof typeof LOG_NOTICE_CODES;

  @Field({
    description:
      'Start of the time that is not covered, inclusive: what was asked for, or when the mailbox got its first ' +
      'address (the mail service its first domain), whichever is later.',
  })
  readonly from!: Date;

  @Field({ description: 'End of it, exclusive.' })
  readonly to!: Date;

  @Field(() => [RetentionPlanType], {
    description:
      'The plans that reach further back, shortest first; empty where there is no longer one. An administrator ' +
      'orders one by `MailService.logRetentionOffers`.',
  })
  readonly plans!: readonly RetentionPlan[];
}
