import { Field, ObjectType } from 'type-graphql';

/** A text in the two forms that a message can have. */
export interface PlainAndHtml {
  readonly plain: string;
  readonly html: string | null;
}

@ObjectType({ description: 'What a signature says, in the two forms that a message can have.' })
export class SignatureText implements PlainAndHtml {
  @Field({ description: 'As plain text, lines ended by a line feed.' })
  plain!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'As HTML, without anything that could do harm, such as scripts; null where there is plain text only.',
  })
  html!: string | null;
}
