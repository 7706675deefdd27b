import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned, and described to explorers, by logs, which knows the mail service's id and no more of it. */
@ObjectType('LogRetentionOrder')
@Directive('@key(fields: "id")')
export class RetentionOrder {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  @Directive('@external')
  mailServiceId!: string;
}
