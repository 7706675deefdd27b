import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The mail subgraph owns it, says who may see it, and describes it to explorers. */
@ObjectType()
@Directive('@key(fields: "id")')
export class MailService {
  @Field(() => ID)
  id!: string;
}
