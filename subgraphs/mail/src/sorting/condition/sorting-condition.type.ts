import { Field, ObjectType } from 'type-graphql';
import { SortingField } from './sorting-field';
import { SortingOperator } from './sorting-operator';

/** As it is stored, too. */
@ObjectType({
  description: 'Something about a message that can be found out, such as that its subject contains a word.',
})
export class SortingCondition {
  @Field(() => SortingField, { description: 'What of the message it looks at.' })
  readonly field!: SortingField;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the header field, such as `List-Id`, where `field` is `HEADER`; null otherwise.',
  })
  readonly header!: string | null;

  @Field(() => SortingOperator, { description: 'How it compares.' })
  readonly operator!: SortingOperator;

  @Field(() => [String], {
    description: 'What it compares with, one of which has to fit; bytes in digits where `field` is `SIZE`.',
  })
  readonly values!: readonly string[];

  @Field({ description: 'Whether it is met exactly where it would otherwise not be.' })
  readonly negate!: boolean;
}
