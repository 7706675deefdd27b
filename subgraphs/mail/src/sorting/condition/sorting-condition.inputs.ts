import { Constrained } from '@hostgraph/subgraph-kit';
import { Field, InputType } from 'type-graphql';
import { SortingField } from './sorting-field';
import { SortingOperator } from './sorting-operator';

export const MAX_CONDITIONS = 20;
/** Longer names would not fit into a line (RFC 5322, 2.1.1). */
const MAX_HEADER = 100;
const MAX_VALUES = 50;
const MAX_VALUE = 500;
/**
 * Of all rules of a mailbox together. To look for one in a megabyte of text takes Pigeonhole some 3 ms, and messages have
 * up to 50 MB.
 */
export const MAX_BODY_VALUES = 100;

@InputType({ description: 'A condition as somebody writes it.' })
export class SortingConditionInput {
  @Field(() => SortingField, { description: 'What of the message it looks at.' })
  field!: SortingField;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the header field, such as `List-Id`, of at most 100 characters. Exactly where `field` is `HEADER`.',
  })
  @Constrained({ maxLength: MAX_HEADER })
  header?: string | null;

  @Field(() => SortingOperator, {
    description:
      'How it compares: SIZE knows OVER and UNDER, BODY knows CONTAINS, MESSAGE_CLASS knows IS, the envelope all but ' +
      'EXISTS of the others’.',
  })
  operator!: SortingOperator;

  @Field(() => [String], {
    defaultValue: [],
    description:
      'What it compares with: 1 to 50 values of 1 to 500 characters in one line; none for EXISTS; for SIZE one ' +
      'number of bytes in digits. Those of all conditions together have at most 40,000 characters, and the rules of a ' +
      `mailbox look for ${MAX_BODY_VALUES} values in BODY at most.`,
  })
  @Constrained({ maxItems: MAX_VALUES, maxLength: MAX_VALUE })
  values!: string[];

  @Field({ defaultValue: false, description: 'Whether it is met exactly where it would otherwise not be.' })
  negate!: boolean;
}
