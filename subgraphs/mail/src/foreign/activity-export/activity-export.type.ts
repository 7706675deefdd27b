import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned, and described to explorers, by logs, which knows the mailbox's id and no more of it. */
@ObjectType('ActivityLogExport')
@Directive('@key(fields: "id")')
export class ActivityExport {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  @Directive('@external')
  mailboxId!: string;
}
