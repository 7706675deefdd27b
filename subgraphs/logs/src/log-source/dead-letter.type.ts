import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType('LogDeadLetter', {
  description: 'A line of a log that should have said something and could not be read.',
})
export class DeadLetterType {
  @Field(() => String, {
    nullable: true,
    description: 'How the line begins; null for one that was too long to be held.',
  })
  text!: string | null;

  @Field(() => Float, { description: 'How long the line is, in bytes.' })
  byteLength!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Where in the file the line begins, in bytes; null where the source is no file.',
  })
  byteOffset!: number | null;
}
