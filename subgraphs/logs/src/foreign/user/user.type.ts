import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned, and described to explorers, by accounts, which alone answers for more than the id. */
@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class User {
  @Field(() => ID)
  id!: string;
}
