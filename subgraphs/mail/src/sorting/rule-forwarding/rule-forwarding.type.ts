import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'How far the sorting rules of a mailbox forward its messages, without what they look for and where they forward ' +
    'to: that is its users’ business.',
})
export class RuleForwarding {
  @Field(() => Int, { description: 'How many rules forward at present.' })
  ruleCount!: number;

  @Field(() => Int, { description: 'To how many different addresses they do.' })
  targetCount!: number;
}
