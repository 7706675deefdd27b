import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by accounts; what hangs on it here is in the resolver beside this file. */
@ObjectType({
  description: 'A customer: a company, an association or a person. Everything that is hosted belongs to one.',
})
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID, { description: 'Opaque id, `org_…`.' })
  id!: string;
}
