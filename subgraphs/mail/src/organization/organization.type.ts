import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'An organization: the customer to whom mail services belong.' })
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID, { description: 'Opaque id, `org_…`.' })
  id!: string;
}
