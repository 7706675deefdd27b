import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by accounts; what hangs on it here is in the resolver beside this file. */
@ObjectType({ description: 'A customer: an association, a company or a person, with its members.' })
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID, { description: 'Opaque id, `org_…`.' })
  id!: string;
}
