import { Field, ObjectType } from 'type-graphql';
import { RetentionPlanType } from '../retention/retention-plan.type';
import type { RetentionPlan } from '../retention/retention-plan';

@ObjectType('LogRetentionOffer', {
  description: 'Longer retention that a mail service can have now, at a price that stands until `expiresAt`.',
})
export class RetentionOffer {
  @Field(() => RetentionPlanType, { description: 'What is offered, and for how much.' })
  readonly plan!: RetentionPlan;

  @Field({
    description:
      'The offer itself, an opaque text for `orderLogRetention`. Only the credential that read it can order by it.',
  })
  readonly offer!: string;

  @Field({ description: 'Until when it can be ordered.' })
  readonly expiresAt!: Date;
}
