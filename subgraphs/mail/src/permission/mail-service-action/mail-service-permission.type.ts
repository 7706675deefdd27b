import { Field, ObjectType } from 'type-graphql';
import { ActionRefusal } from '../mailbox-action/action-refusal';
import { MailServiceAction } from './mail-service-action';

@ObjectType({ description: 'Whether you can do something with a mail service now, and why not.' })
export class MailServicePermission {
  @Field(() => MailServiceAction, { description: 'What it is about.' })
  action!: MailServiceAction;

  @Field(() => Boolean, {
    description: 'Whether the mutation would be allowed. What it is given may still be refused.',
  })
  allowed!: boolean;

  @Field(() => ActionRefusal, { nullable: true, description: 'Why not; null where it is allowed.' })
  reason!: ActionRefusal | null;
}
