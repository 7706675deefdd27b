import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned, and described to explorers, by accounts; what hangs on it here is beside what it hangs on. */
@ObjectType()
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID)
  id!: string;
}
