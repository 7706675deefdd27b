import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'That somebody still used a former username since it changed. Whoever knows or guesses it may be that somebody: a ' +
    'refused attempt says nothing of the owner.',
})
export class FtpFormerUsernameUse {
  @Field(() => Int, { description: 'How often somebody signed in with it, where it was still accepted.' })
  acceptedCount!: number;

  @Field(() => Int, { description: 'How often somebody was refused with it.' })
  refusedCount!: number;

  @Field(() => Date, { description: 'When that last was.' })
  lastAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When the owner was last reminded of the new username by e-mail; null when that was never.',
  })
  remindedAt!: Date | null;
}
