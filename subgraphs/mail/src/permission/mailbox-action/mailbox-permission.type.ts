import { Field, ObjectType } from 'type-graphql';
import { ActionRefusal } from './action-refusal';
import { MailboxAction } from './mailbox-action';

@ObjectType({ description: 'Whether you can do something with a mailbox now, and why not.' })
export class MailboxPermission {
  @Field(() => MailboxAction, { description: 'What it is about.' })
  action!: MailboxAction;

  @Field(() => Boolean, {
    description: 'Whether the mutation would be allowed. What it is given may still be refused.',
  })
  allowed!: boolean;

  @Field(() => ActionRefusal, { nullable: true, description: 'Why not; null where it is allowed.' })
  reason!: ActionRefusal | null;
}
