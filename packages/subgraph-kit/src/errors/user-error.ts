import { Directive, Field, ObjectType } from 'type-graphql';

/** An expected refusal, as a mutation's payload tells it in `userErrors`. */
@ObjectType({ description: 'Why a mutation did nothing, for the person who asked for it.' })
@Directive('@shareable')
export class UserError {
  @Field({
    description: 'What is wrong, in capitals such as `LIMIT_REACHED`; docs/errors.md lists all codes.',
  })
  code!: string;

  @Field({ description: 'The same in a sentence, in English.' })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Which argument is wrong, such as `["input", "name"]`; null when it is none in particular.',
  })
  path!: readonly string[] | null;
}
