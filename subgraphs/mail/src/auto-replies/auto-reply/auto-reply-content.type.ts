import { Field, Int, ObjectType } from 'type-graphql';

/** What an auto-reply says, filled in, as it is stored; and what it was made from. */
export interface StoredContent {
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
  readonly language: string;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
}

@ObjectType({ description: 'What an auto-reply says, with all variables filled in, as it is sent.' })
export class AutoReplyContent implements StoredContent {
  @Field({ description: 'The subject of the reply.' })
  readonly subject!: string;

  @Field({ description: 'The reply as plain text.' })
  readonly body!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The same as HTML; null where only plain text is sent.',
  })
  readonly html!: string | null;

  @Field({ description: 'The language in which it is written, as a tag such as `de` (RFC 5646).' })
  readonly language!: string;

  readonly templateId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Which version of its template it was made from; null where there was none.',
  })
  readonly templateVersion!: number | null;
}
