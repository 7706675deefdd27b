import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by accounts, which alone answers for more than the id. */
@ObjectType({
  description:
    'A person who can sign in. Visible to themselves and to whoever belongs to an organization together with them.',
})
@Directive('@key(fields: "id", resolvable: false)')
export class User {
  @Field(() => ID, { description: 'Opaque id, `usr_…`.' })
  id!: string;
}
